import { SweepError } from '../../errors.ts';
import type { Database, Orm } from '../database.ts';
import { LEADERBOARD_COLUMNS } from '../leaderboard/columns.ts';
import { groupBy } from '../leaderboard/groupBy.ts';
import { rank } from '../leaderboard/rank.ts';
import type { LeaderboardRow } from '../leaderboard/row.ts';
import { trialScores } from '../leaderboard/scores.ts';
import { sortRows } from '../leaderboard/sort.ts';
import { summarize, type UnrankedRow } from '../leaderboard/summarize.ts';
import { parseWhere } from '../where/parse.ts';
import { type SweepInfo, sweepById } from './sweepInfo.ts';

export interface LeaderboardOptions {
  /** A column, optionally with `:asc` or `:desc`; by rank where absent. */
  readonly sort?: string | undefined;
  /** A filter such as `optimizer=adam and val_accuracy>0.9`. */
  readonly where?: string | undefined;
  readonly limit?: number | undefined;
  /** Leaves out the rows that are hidden; the ranks stay. */
  readonly withoutHidden?: boolean | undefined;
  /** What a row stands for; a configuration's row averages its replicates. */
  readonly by?: 'configuration' | 'trial' | undefined;
}

/**
 * The ranked rows of a sweep, best first; ranks are those of the whole sweep.
 * @throws SweepError `sweep_not_found`; `filter_invalid` for a wrong filter or sort key.
 */
export function leaderboard(
  db: Database,
  sweepId: number,
  options: LeaderboardOptions = {},
): LeaderboardRow[] {
  const ranked = () =>
    db.read((orm) => {
      const sweep = sweepById(orm, sweepId);
      if (!sweep) throw new SweepError('sweep_not_found', `There is no sweep with id ${sweepId}.`);
      return rankedRows(orm, sweep, options.by);
    });
  return select(ranked, options);
}

/** Filters and sorts ranked rows; a wrong filter is said before they are read. */
export function select(
  read: () => readonly LeaderboardRow[],
  { where, sort, limit, withoutHidden }: LeaderboardOptions,
): LeaderboardRow[] {
  const keep = where === undefined ? undefined : parseWhere(where, LEADERBOARD_COLUMNS);
  const ranked = withoutHidden ? read().filter(({ hidden }) => !hidden) : read();
  const kept = keep ? ranked.filter(keep) : ranked;
  return (sort === undefined ? kept : sortRows(kept, sort)).slice(0, limit);
}

/** All rows of a sweep, best first. */
export function rankedRows(orm: Orm, sweep: SweepInfo, by: LeaderboardOptions['by']): LeaderboardRow[] {
  return rank(unrankedRows(orm, sweep, by));
}

/** All rows of a sweep, to be ranked alone or with those of other sweeps. */
export function unrankedRows(orm: Orm, sweep: SweepInfo, by: LeaderboardOptions['by']): UnrankedRow[] {
  const trials = trialScores(orm, sweep.id, sweep.state === 'running');
  const groups = groupBy(trials, ({ configuration, number }) => (by === 'trial' ? number : configuration.id));
  return groups.map((group) => summarize(sweep, group));
}
