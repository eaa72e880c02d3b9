import { type Request, type Response, Router } from 'express';
import { SweepError } from '../../errors.ts';
import { plural } from '../../format.ts';
import {
  type Database,
  type Deleted,
  deleteTarget,
  findSweep,
  findTrial,
  isNetworkSweep,
  removeSome,
  restoreTarget,
  type SweepInfo,
  sweepProgress,
  type Target,
  trialDetail,
  UNDO_MS,
  undoable,
} from '../../store/index.ts';
import { trainableOf } from '../../trainable/index.ts';
import { actionHref, sweepHref, targetHref } from '../addresses/addresses.ts';
import type { HiddenInput } from '../addresses/query.ts';
import type { Dashboard } from '../app.ts';
import { field, onlyForms } from '../http/forms.ts';
import { targetOf } from './annotations.ts';
import { gonePage } from './gone.ts';
import { type Moment, moment } from './moment.ts';

/** The page that asks again before a deletion. */
export interface DeletionPage {
  readonly title: string;
  /** The data that would be lost, as a sentence. */
  readonly loses: string;
  /** The address that the form is sent to. */
  readonly action: string;
  /** The address of the page that led here. */
  readonly back: string;
}

/** A deletion that can still be undone. */
export interface UndoLine {
  readonly deleted: string;
  /** The address that the form is sent to. */
  readonly action: string;
  /** Distinguish what was deleted from something that may have its number by then. */
  readonly fields: readonly HiddenInput[];
  /** The time until which it can be undone. */
  readonly until: Moment;
}

/**
 * `close` cancels the final deletions that are still waiting; the next process that writes carries them out.
 */
export function deletionRoutes({ reader, render, onRemoved }: Dashboard): { routes: Router; close(): void } {
  const timers = new Set<NodeJS.Timeout>();
  /** Deletes one batch at a time; other readers are answered between two batches. */
  const removeLater = (ms: number): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      try {
        if (reader.write((db) => removeSome(db, Date.now(), onRemoved))) removeLater(0);
      } catch {
        // It stays marked, and so left out of every list, until the next deletion or run.
      }
    }, ms);
    timers.add(timer.unref());
  };
  const ask = (response: Response, target: Target): void => {
    response.send(render('delete', deletionPage(reader.db, target)));
  };
  const remove = (response: Response, target: Target): void => {
    reader.write((db) => deleteTarget(db, target));
    removeLater(0);
    removeLater(UNDO_MS + 1000);
    response.redirect(303, listOf(target));
  };
  const restore = (request: Request, response: Response): void => {
    const { id, number } = request.params;
    const target = readTarget(String(id), number as string | undefined);
    const deleted = readDeleted(request, target);
    try {
      reader.write((db) => restoreTarget(db, target, deleted));
    } catch (error) {
      if (!deleted || !isGone(error)) throw error;
      response.status(410).send(render('error', { ...gonePage(reader.db, deleted), code: error.code }));
      return;
    }
    response.redirect(303, targetHref(target));
  };
  const targetIn = ({ params }: Request): Target =>
    targetOf(reader.db, String(params.id), params.number as string | undefined);
  const routes = Router();
  for (const address of ['/sweeps/:id', '/sweeps/:id/trials/:number']) {
    routes
      .get(`${address}/delete`, (request, response) => ask(response, targetIn(request)))
      .post(`${address}/delete`, (request, response) => remove(response, targetIn(request)))
      .post(`${address}/restore`, restore)
      .get(`${address}/restore`, onlyForms);
  }
  return {
    routes,
    close() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

/** The sweep or trial that an address names by numbers alone: something deleted has no other names. */
function readTarget(id: string, number?: string): Target {
  if (!WHOLE.test(id)) throw new SweepError('sweep_not_found', `There is no sweep with id "${id}".`);
  if (number === undefined) return { sweepId: Number(id) };
  if (!WHOLE.test(number)) throw new SweepError('trial_not_found', `There is no trial "${number}".`);
  return { sweepId: Number(id), trial: Number(number) };
}

const WHOLE = /^\d{1,15}$/;

/** Recent deletions of the sweep or trial that an address is about. */
export function undoLinesAt(db: Database, path: string): UndoLine[] {
  const [, id, number] = /^\/sweeps\/(\d{1,15})(?:\/trials\/(\d{1,15}))?(?:\/|$)/.exec(path) ?? [];
  const now = Date.now();
  return undoable(db, now)
    .filter(
      ({ sweepId, trial }) => sweepId === Number(id) && (trial === undefined || trial === Number(number)),
    )
    .map((deleted) => undoLine(deleted, now));
}

/** Recent deletions: of a sweep its trials, without one the sweeps. */
export function undoLines(db: Database, sweepId?: number): UndoLine[] {
  const now = Date.now();
  return undoable(db, now)
    .filter((deleted) =>
      sweepId === undefined ? deleted.trial === undefined : deleted.sweepId === sweepId && deleted.trial,
    )
    .map((deleted) => undoLine(deleted, now));
}

function undoLine(deleted: Deleted, nowMs: number): UndoLine {
  const { trial, name, deletedAtMs, hash, replicate } = deleted;
  const fields = { deleted_at: deletedAtMs, configuration: hash, replicate };
  return {
    deleted: trial === undefined ? `The sweep ${name}` : `Trial ${trial}`,
    action: actionHref(deleted, 'restore'),
    fields: Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [{ name, value: String(value) }],
    ),
    // The clock may have been set back since then.
    until: moment(Math.min(deletedAtMs, nowMs) + UNDO_MS),
  };
}

/**
 * The fields that the form of an {@link UndoLine} sends about what was deleted; undefined if a program sends
 * none.
 */
function readDeleted(request: Request, target: Target): Omit<Deleted, 'name'> | undefined {
  const [at, hash, replicate] = ['deleted_at', 'configuration', 'replicate'].map((name) =>
    field(request, name),
  );
  if (at === undefined || !WHOLE.test(at)) return undefined;
  const isTrial = hash !== undefined && replicate !== undefined && WHOLE.test(replicate);
  return { ...target, deletedAtMs: Number(at), ...(isTrial ? { hash, replicate: Number(replicate) } : {}) };
}

function isGone(error: unknown): error is SweepError {
  const codes = ['request_invalid', 'sweep_not_found', 'trial_not_found'];
  return error instanceof SweepError && codes.includes(error.code);
}

function deletionPage(db: Database, target: Target): DeletionPage {
  const { trial, sweepId } = target;
  const sweep = findSweep(db, sweepId);
  const { name } = sweep;
  const same = { action: actionHref(target, 'delete'), back: targetHref(target) };
  if (trial === undefined) {
    const { trials } = sweepProgress(db, sweepId);
    const loses = `Its ${plural(trials.total, 'trial')} ${trials.total === 1 ? 'goes' : 'go'} with their curves, ${keptOf(sweep)}notes and tags.`;
    return { title: `Delete the sweep ${name}?`, loses, ...same };
  }
  const { steps } = trialDetail(db, findTrial(db, `${sweepId}/${trial}`).trialId);
  const loses = `Its curve of ${plural(steps, trainableOf(sweep.trainable).stepName)} goes with its ${keptOf(sweep)}note and tags.`;
  return { title: `Delete trial ${trial} of ${name}?`, loses, ...same };
}

/** The data that a trial loses in addition to its metrics. */
function keptOf(sweep: SweepInfo): string {
  return isNetworkSweep(sweep) ? 'predictions, weights, ' : '';
}

/** The page that listed a deleted trial or sweep. */
function listOf({ sweepId, trial }: Target): string {
  return trial === undefined ? '/' : sweepHref(sweepId);
}
