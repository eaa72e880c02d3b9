import { SweepError } from '../../../errors.ts';
import {
  Boards,
  finalsWords,
  firstLookWords,
  type LeaderboardRow,
  type SweepInfo,
  type TrialRecord,
  trialRecords,
} from '../../../store/index.ts';
import type { Excerpt } from '../table.ts';

/** A configuration with a rank. */
export interface Ranked {
  readonly row: LeaderboardRow;
  /** Its trials that have completed, by number. */
  readonly completed: readonly TrialRecord[];
  /** The best of these trials by the sweep's metric. */
  readonly best: TrialRecord;
}

export interface RankedSweep {
  readonly sweep: SweepInfo;
  /** The configurations that are listed, best first; at least one. */
  readonly configurations: readonly Ranked[];
  /** What finals are, and what the best of the search came to in them. */
  readonly finals: readonly string[];
  /** Rows that pass the filter but are left out: hidden ones, and ones without a completed trial. */
  readonly leftOut: { readonly hidden: number; readonly unranked: number };
}

/**
 * The configurations of the excerpt's one sweep that a paper would list: ranked ones that are not hidden. The
 * filter is that of the leaderboard by configuration.
 * @throws SweepError `usage` for several sweeps; `trial_not_found` if there is no such configuration.
 */
export function rankedSweep({ db, sweeps, where }: Excerpt): RankedSweep {
  const [sweep, another] = sweeps;
  if (another) {
    const hint = `Name one of them with --sweep: ${sweeps.map(({ id, name }) => `${id} (${name})`).join(', ')}.`;
    throw new SweepError('usage', `A table for LaTeX is of one sweep, not of ${sweeps.length}.`, hint);
  }
  const boards = new Boards(db);
  const rows = boards.leaderboard(sweep!.id, { where });
  const visible = rows.filter(({ hidden }) => !hidden);
  const ranked = visible.filter(({ rank }) => rank !== null);
  if (ranked.length === 0) {
    const message = `The sweep ${sweep!.name} has no ranked configuration${where ? ` that matches ${where}` : ''}.`;
    throw new SweepError(
      'trial_not_found',
      message,
      'Run it to the end of a trial first, or change the filter.',
    );
  }
  const records = new Map(trialRecords(db, sweep!.id).map((trial) => [trial.number, trial]));
  const order = boards.leaderboard(sweep!.id, { by: 'trial' }).map(({ trials: [number] }) => number!);
  const place = new Map(order.map((number, index) => [number, index]));
  const configurations = ranked.map((row) => {
    const completed = row.trials
      .map((number) => records.get(number)!)
      .filter(({ state }) => state === 'completed');
    const [best] = [...completed].sort((a, b) => place.get(a.number)! - place.get(b.number)!);
    return { row, completed, best: best! };
  });
  const leftOut = { hidden: rows.length - visible.length, unranked: visible.length - ranked.length };
  const all = boards.leaderboard(sweep!.id);
  const finals = [finalsWords(sweep!, all), firstLookWords(sweep!, all, boards.trials(sweep!.id))].flatMap(
    (words) => words ?? [],
  );
  return { sweep: sweep!, configurations, finals, leftOut };
}
