import { type Request, type Response, Router } from 'express';
import { SweepError } from '../../errors.ts';
import {
  type Annotations,
  annotate,
  annotationsOf,
  type Database,
  findSweep,
  findTrial,
  LONGEST_NOTE,
  type Seen,
  seen,
  type Target,
} from '../../store/index.ts';
import { actionHref, targetHref } from '../addresses/addresses.ts';
import type { Dashboard } from '../app.ts';
import { field, onlyForms, pageBefore } from '../http/forms.ts';

/** The notes and tags of a trial or a sweep, with the forms that change them. */
export interface AnnotationPanel extends Annotations {
  /** `trial` or `sweep`. */
  readonly kind: string;
  /** Whether there are tags, or the mark that it is hidden, to show. */
  readonly marked: boolean;
  /** The text that opens the forms. */
  readonly summary: string;
  /** A filter that finds the trials with one of its tags; undefined if no filter can. */
  readonly tagFilter: string | undefined;
  /** The button that hides it or shows it again, and the value that the button sends. */
  readonly hiding: { readonly label: string; readonly value: 0 | 1 };
  /** The address that its forms are sent to. */
  readonly action: string;
  /** The page that asks before it is deleted; undefined while a process trains it. */
  readonly deletion: string | undefined;
  /** The state that its form was made from. */
  readonly seen: Seen;
  /** In characters. */
  readonly longestNote: number;
}

/**
 * The page for two people who changed a note or tags at the same time: the first one's text, and the second
 * one's form.
 */
export interface ConflictPage {
  readonly title: string;
  readonly theirs: Pick<Annotations, 'note' | 'tags'>;
  readonly annotations: AnnotationPanel;
  /** The address of the page on which they were written. */
  readonly back: string;
}

export function annotationRoutes({ reader, render }: Dashboard): Router {
  const change = (request: Request, response: Response, target: Target): void => {
    const changes = readChanges(request);
    const before = { note: field(request, 'note_seen'), tags: field(request, 'tags_seen') };
    const theirs = reader.write((db) => annotate(db, target, changes, before));
    if (theirs === undefined) {
      response.redirect(303, pageBefore(request, targetHref(target)));
      return;
    }
    const page: ConflictPage = {
      title: 'Somebody else has changed this',
      theirs,
      annotations: { ...annotationPanel(reader.db, target, false), ...changes },
      back: targetHref(target),
    };
    response.status(409).send(render('conflict', page));
  };
  return Router()
    .post('/sweeps/:id/annotations', (request, response) =>
      change(request, response, targetOf(reader.db, String(request.params.id))),
    )
    .post('/sweeps/:id/trials/:number/annotations', (request, response) => {
      const { id, number } = request.params;
      change(request, response, targetOf(reader.db, String(id), String(number)));
    })
    .get(['/sweeps/:id/annotations', '/sweeps/:id/trials/:number/annotations'], onlyForms);
}

export function annotationPanel(db: Database, target: Target, trains: boolean): AnnotationPanel {
  const annotations = annotationsOf(db, target);
  const { note, tags, hidden } = annotations;
  const kind = target.trial === undefined ? 'sweep' : 'trial';
  return {
    ...annotations,
    kind,
    marked: tags.length > 0 || hidden,
    summary: `${note || tags.length > 0 ? 'Change note and tags' : 'Add a note or tags'}, hide or delete`,
    tagFilter: kind === 'trial' ? 'tag=baseline' : undefined,
    hiding: hidden ? { label: `Show this ${kind}`, value: 0 } : { label: `Hide this ${kind}`, value: 1 },
    action: actionHref(target, 'annotations'),
    deletion: trains ? undefined : actionHref(target, 'delete'),
    seen: { note: seen(note), tags: seen(tags) },
    longestNote: LONGEST_NOTE,
  };
}

/**
 * The sweep or trial that an address names.
 * @throws SweepError `sweep_not_found`, `trial_not_found`.
 */
export function targetOf(db: Database, id: string, number?: string): Target {
  if (number === undefined) return { sweepId: findSweep(db, id).id };
  const found = findTrial(db, `${id}/${number}`);
  return { sweepId: found.sweepId, trial: found.number };
}

/** Reads the fields that the form has: each form sends only what it changes. */
function readChanges(request: Request): Partial<Annotations> {
  const [note, tags, hidden] = [field(request, 'note'), field(request, 'tags'), field(request, 'hidden')];
  if (note === undefined && tags === undefined && hidden === undefined) {
    throw new SweepError(
      'request_invalid',
      'The form has no field note, tags or hidden.',
      'Send one of them.',
    );
  }
  return {
    ...(note === undefined ? {} : { note }),
    ...(tags === undefined ? {} : { tags: tags.split(/[\s,]+/).filter((tag) => tag !== '') }),
    ...(hidden === undefined ? {} : { hidden: hidden === '1' }),
  };
}
