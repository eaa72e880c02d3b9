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

/** What people say of a trial or a sweep, and where they change it. */
export interface AnnotationPanel extends Annotations {
  /** `trial` or `sweep`. */
  readonly kind: string;
  /** Whether there are tags to show, or the word that it is hidden. */
  readonly marked: boolean;
  /** What opens the forms. */
  readonly summary: string;
  /** A filter that finds tags; undefined where none does. */
  readonly tagFilter: string | undefined;
  /** The button that hides it or shows it again, and what that sends. */
  readonly hiding: { readonly label: string; readonly value: 0 | 1 };
  /** The address that its forms are sent to. */
  readonly action: string;
  /** Where its deletion is asked for a second time; undefined while a process trains it. */
  readonly deletion: string | undefined;
  /** What its form was made from. */
  readonly seen: Seen;
  /** Characters. */
  readonly longestNote: number;
}

/** Two people wrote a note or tags at once: what the first one left, and the form of the second. */
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
 * What an address names.
 * @throws SweepError `sweep_not_found`, `trial_not_found`.
 */
export function targetOf(db: Database, id: string, number?: string): Target {
  if (number === undefined) return { sweepId: findSweep(db, id).id };
  const found = findTrial(db, `${id}/${number}`);
  return { sweepId: found.sweepId, trial: found.number };
}

/** Each form sends what it changes. */
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
