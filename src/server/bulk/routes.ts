import { type Request, Router } from 'express';
import { SweepError } from '../../errors.ts';
import { changeTrials, findSweep, restoreTrials, type TrialsChange, undoChange } from '../../store/index.ts';
import { sweepHref, trialsHref } from '../addresses/addresses.ts';
import type { Dashboard } from '../app.ts';
import { field, fields, numberField, onlyForms, pageBefore } from '../http/forms.ts';
import type { DatabaseReader } from '../reading/databaseReader.ts';

/** The trials to change, by the id of their sweep. */
type Ticked = ReadonlyMap<number, readonly number[]>;

/** Changes of many trials at once, from the ticked rows of a table, and what undoes them. */
export function bulkRoutes({ reader, recent, removal }: Dashboard): Router {
  const change = (request: Request, ticked: Ticked): void => {
    const wanted = readChange(request);
    const by = request.query.by === 'trial' ? 'trial' : 'configuration';
    const now = Date.now();
    const trials = reader.snapshot(() =>
      [...ticked].map(([id, numbers]) => [id, tickedTrials(reader, id, numbers, by)] as const),
    );
    recent.add(
      reader.write((db) =>
        db.write(() => trials.map(([id, numbers]) => changeTrials(db, id, numbers, wanted, now))),
      ),
    );
    if (wanted.kind === 'delete') removal.schedule();
  };
  const undo = (request: Request, sweepId?: number): void => {
    const changes = recent.take(numberField(request, 'change'), sweepId);
    if (!changes) {
      const hint = 'Change the trials again, on their pages or together.';
      throw new SweepError('request_invalid', 'That was changed more than a minute ago, or is undone.', hint);
    }
    reader.write((db) => {
      for (const each of changes) undoChange(db, each);
    });
  };
  return Router()
    .post('/sweeps/:id/change', (request, response) => {
      const sweep = findSweep(reader.db, request.params.id);
      change(request, new Map([[sweep.id, readTicks(request)]]));
      response.redirect(303, pageBefore(request, sweepHref(sweep.id)));
    })
    .post('/trials/change', (request, response) => {
      change(request, readTicksOfSweeps(request));
      response.redirect(303, pageBefore(request, trialsHref()));
    })
    .post('/sweeps/:id/unchange', (request, response) => {
      const sweep = findSweep(reader.db, request.params.id);
      undo(request, sweep.id);
      response.redirect(303, pageBefore(request, sweepHref(sweep.id)));
    })
    .post('/trials/unchange', (request, response) => {
      undo(request);
      response.redirect(303, pageBefore(request, trialsHref()));
    })
    .post('/sweeps/:id/undelete', (request, response) => {
      const sweep = findSweep(reader.db, request.params.id);
      const trials = readTicks(request);
      const deletedAtMs = Number(field(request, 'deleted_at'));
      if (!Number.isSafeInteger(deletedAtMs)) {
        throw new SweepError('request_invalid', 'deleted_at must be the time of the deletion, in ms.');
      }
      reader.write((db) => restoreTrials(db, sweep.id, trials, deletedAtMs));
      response.redirect(303, pageBefore(request, sweepHref(sweep.id)));
    })
    .get(
      [
        '/sweeps/:id/change',
        '/sweeps/:id/unchange',
        '/sweeps/:id/undelete',
        '/trials/change',
        '/trials/unchange',
      ],
      onlyForms,
    );
}

/** The trials of the ticked rows; a row of a configuration stands for all of its trials. */
function tickedTrials(
  { boards, db }: DatabaseReader,
  sweepId: number,
  ticked: readonly number[],
  by: 'configuration' | 'trial',
): readonly number[] {
  const all = boards.trials(sweepId);
  const known = new Map(all.map(({ number, configuration }) => [number, configuration.hash]));
  const unknown = ticked.find((trial) => !known.has(trial));
  if (unknown !== undefined) {
    const { name } = findSweep(db, sweepId);
    throw new SweepError(
      'trial_not_found',
      `The sweep ${name} has no trial ${unknown}; nothing was changed.`,
    );
  }
  if (by === 'trial') return ticked;
  const configurations = new Set(ticked.map((trial) => known.get(trial)));
  return all
    .filter(({ configuration }) => configurations.has(configuration.hash))
    .map(({ number }) => number);
}

/** The ticked rows of several sweeps, and those that were written beside them, as `2/7`: trial 7 of sweep 2. */
function readTicksOfSweeps(request: Request): Ticked {
  const written = new Set(readWritten(request));
  const wrong = [...written].find((text) => !/^[1-9]\d{0,8}\/[1-9]\d{0,8}$/.test(text));
  if (wrong !== undefined) {
    const hint = 'Write the id of the sweep before it: 2/7 is trial 7 of sweep 2.';
    throw new SweepError('request_invalid', `"${wrong}" is no trial of a sweep.`, hint);
  }
  const ticked = new Map<number, number[]>();
  for (const [sweep, trial] of [...written].map((text) => text.split('/').map(Number) as [number, number]))
    ticked.set(sweep, [...(ticked.get(sweep) ?? []), trial]);
  return ticked;
}

/** The numbers of the ticked rows, and of those that were written beside them, each once. */
function readTicks(request: Request): number[] {
  const written = readWritten(request);
  const wrong = written.find((text) => !/^[1-9]\d{0,8}$/.test(text));
  if (wrong !== undefined) {
    const hint = 'Trials of other sweeps can be compared, but not changed from here.';
    throw new SweepError('request_invalid', `"${wrong}" is no number of a trial of this sweep.`, hint);
  }
  return [...new Set(written.map(Number))].sort((a, b) => a - b);
}

/** @throws SweepError `request_invalid` for none. */
function readWritten(request: Request): string[] {
  const written = fields(request, 'trials').flatMap((text) =>
    text.split(/[\s,]+/).filter((each) => each !== ''),
  );
  if (written.length > 0) return written;
  throw new SweepError('request_invalid', 'No row is ticked.', 'Go back and tick the rows to change.');
}

function readChange(request: Request): TrialsChange {
  const kind = field(request, 'change');
  if (kind === 'hide' || kind === 'show' || kind === 'delete') return { kind };
  if (kind !== 'tag') {
    const message = `Trials cannot be changed by "${kind ?? ''}".`;
    throw new SweepError('request_invalid', message, 'change must be one of tag, hide, show, delete.');
  }
  const tags = (field(request, 'tags') ?? '').split(/[\s,]+/).filter((tag) => tag !== '');
  if (tags.length === 0) {
    throw new SweepError(
      'request_invalid',
      'There is no tag.',
      'Write one; -baseline removes the tag baseline.',
    );
  }
  const removed = tags.filter((tag) => tag.startsWith('-')).map((tag) => tag.slice(1));
  return { kind, added: tags.filter((tag) => !tag.startsWith('-')), removed };
}
