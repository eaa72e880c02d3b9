import { type Request, type Response, Router } from 'express';
import { SweepError } from '../../errors.ts';
import { count, plural } from '../../format.ts';
import { groupBy } from '../../groupBy.ts';
import {
  type Database,
  type Deleted,
  deleteTarget,
  findSweep,
  findTrial,
  isNetworkSweep,
  restoreTarget,
  type SweepInfo,
  sweepProgress,
  type Target,
  trialDetail,
  UNDO_MS,
  undoable,
} from '../../store/index.ts';
import { trainableOf } from '../../trainable/index.ts';
import { trialNumbers } from '../../trial/trialNumbers.ts';
import { actionHref, sweepHref, targetHref, trialsRestoreHref } from '../addresses/addresses.ts';
import type { HiddenInput } from '../addresses/query.ts';
import type { Dashboard } from '../app.ts';
import { field, onlyForms, pageBefore } from '../http/forms.ts';
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

/** A change that can still be undone. */
export interface UndoLine {
  /** The change as a sentence. */
  readonly done: string;
  /** The address that the form is sent to. */
  readonly action: string;
  /** Say which change it was; something else may have the number of what was deleted by then. */
  readonly fields: readonly HiddenInput[];
  /** The time until which it can be undone. */
  readonly until: Moment;
}

export function deletionRoutes({ reader, render, removal }: Dashboard): Router {
  const ask = (response: Response, target: Target): void => {
    response.send(render('delete', deletionPage(reader.db, target)));
  };
  const remove = (response: Response, target: Target): void => {
    reader.write((db) => deleteTarget(db, target));
    removal.schedule();
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
    response.redirect(303, pageOfUndo(request, target));
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
  return routes;
}

/** The page that an undo was pressed on; the page of the target in place of the one that asks whether to delete it. */
function pageOfUndo(request: Request, target: Target): string {
  const page = pageBefore(request, targetHref(target));
  return page.startsWith(actionHref(target, 'delete')) ? targetHref(target) : page;
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

/** Recent deletions of sweeps. */
export function sweepUndoLines(db: Database): UndoLine[] {
  const now = Date.now();
  return undoable(db, now)
    .filter(({ trial }) => trial === undefined)
    .map((deleted) => undoLine(deleted, now));
}

/** Recent deletions of trials, of one sweep or of all, those of a sweep that were deleted together on one line. */
export function trialUndoLines(db: Database, sweepId?: number): UndoLine[] {
  const now = Date.now();
  const deleted = undoable(db, now).filter(
    (each) => each.trial !== undefined && (sweepId === undefined || each.sweepId === sweepId),
  );
  return groupBy(deleted, (each) => `${each.sweepId} ${each.deletedAtMs}`).map((group) => {
    const line = group.length === 1 ? undoLine(group[0]!, now) : undoTogether(group, now);
    return sweepId === undefined ? { ...line, done: `${group[0]!.name}: ${line.done}` } : line;
  });
}

/** The subject of a sentence about what was done to trials, such as `Trials 3, 7–9 were`. */
export function trialsWere(numbers: readonly number[]): string {
  if (numbers.length === 1) return `Trial ${numbers[0]} was`;
  return numbers.length > MOST_NAMED
    ? `${count(numbers.length)} trials were`
    : `Trials ${trialNumbers(numbers).replaceAll(',', ', ')} were`;
}

const MOST_NAMED = 12;

function undoTogether(group: readonly Deleted[], nowMs: number): UndoLine {
  const { sweepId, deletedAtMs } = group[0]!;
  const trials = group.map(({ trial }) => trial!).sort((a, b) => a - b);
  return {
    done: `${trialsWere(trials)} deleted.`,
    action: trialsRestoreHref(sweepId),
    fields: [
      { name: 'deleted_at', value: String(deletedAtMs) },
      { name: 'trials', value: trials.join(',') },
    ],
    until: moment(Math.min(deletedAtMs, nowMs) + UNDO_MS),
  };
}

function undoLine(deleted: Deleted, nowMs: number): UndoLine {
  const { trial, name, deletedAtMs, hash, replicate } = deleted;
  const fields = { deleted_at: deletedAtMs, configuration: hash, replicate };
  return {
    done: `${trial === undefined ? `The sweep ${name}` : `Trial ${trial}`} was deleted.`,
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
