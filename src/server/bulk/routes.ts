import { type Request, Router } from 'express';
import { SweepError } from '../../errors.ts';
import { changeTrials, findSweep, restoreTrials, type TrialsChange, undoChange } from '../../store/index.ts';
import { sweepHref } from '../addresses/addresses.ts';
import type { Dashboard } from '../app.ts';
import { field, fields, numberField, onlyForms, pageBefore } from '../http/forms.ts';
import type { DatabaseReader } from '../reading/databaseReader.ts';

/** Changes of many trials at once, from the ticked rows of a leaderboard, and what undoes them. */
export function bulkRoutes({ reader, recent, removal }: Dashboard): Router {
  return Router()
    .post('/sweeps/:id/change', (request, response) => {
      const sweep = findSweep(reader.db, request.params.id);
      const change = readChange(request);
      const by = request.query.by === 'trial' ? 'trial' : 'configuration';
      const trials = reader.snapshot(() => tickedTrials(reader, sweep.id, readTicks(request), by));
      recent.add(reader.write((db) => changeTrials(db, sweep.id, trials, change)));
      if (change.kind === 'delete') removal.schedule();
      response.redirect(303, pageBefore(request, sweepHref(sweep.id)));
    })
    .post('/sweeps/:id/unchange', (request, response) => {
      const sweep = findSweep(reader.db, request.params.id);
      const change = recent.take(sweep.id, numberField(request, 'change'));
      if (!change) {
        const hint = 'Change the trials again, on their pages or together.';
        throw new SweepError(
          'request_invalid',
          'That was changed more than a minute ago, or is undone.',
          hint,
        );
      }
      reader.write((db) => undoChange(db, change));
      response.redirect(303, pageBefore(request, sweepHref(sweep.id)));
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
    .get(['/sweeps/:id/change', '/sweeps/:id/unchange', '/sweeps/:id/undelete'], onlyForms);
}

/** The trials of the ticked rows; a row of a configuration stands for all of its trials. */
function tickedTrials(
  { boards }: DatabaseReader,
  sweepId: number,
  ticked: readonly number[],
  by: 'configuration' | 'trial',
): readonly number[] {
  const all = boards.trials(sweepId);
  const known = new Map(all.map(({ number, configuration }) => [number, configuration.hash]));
  const unknown = ticked.find((trial) => !known.has(trial));
  if (unknown !== undefined) {
    throw new SweepError('trial_not_found', `The sweep has no trial ${unknown}; nothing was changed.`);
  }
  if (by === 'trial') return ticked;
  const configurations = new Set(ticked.map((trial) => known.get(trial)));
  return all
    .filter(({ configuration }) => configurations.has(configuration.hash))
    .map(({ number }) => number);
}

/** The numbers of the ticked rows, and of those that were written beside them, each once. */
function readTicks(request: Request): number[] {
  const written = fields(request, 'trials').flatMap((text) =>
    text.split(/[\s,]+/).filter((each) => each !== ''),
  );
  const wrong = written.find((text) => !/^[1-9]\d{0,8}$/.test(text));
  if (wrong !== undefined) {
    const hint = 'Trials of other sweeps can be compared, but not changed from here.';
    throw new SweepError('request_invalid', `"${wrong}" is no number of a trial of this sweep.`, hint);
  }
  if (written.length > 0) return [...new Set(written.map(Number))].sort((a, b) => a - b);
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
