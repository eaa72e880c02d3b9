import { SweepError } from '../../errors.ts';
import { listed } from '../../format.ts';
import type { Orm } from '../database.ts';
import type { Boards } from '../leaderboard/boards.ts';
import { rankedTogether } from '../leaderboard/rank.ts';
import type { LeaderboardRow } from '../leaderboard/row.ts';
import { type SweepInfo, sweepById } from './sweepInfo.ts';

/**
 * Rows of several sweeps together, those with a rank first, the best of them at the top.
 * @throws SweepError `dataset_mismatch` for sweeps on different data, `nothing_to_compare` for those that rank differently.
 */
export function triedRows(
  orm: Orm,
  boards: Boards,
  sweepIds: readonly number[],
  by: 'configuration' | 'trial',
): LeaderboardRow[] {
  const sweeps = [...new Set(sweepIds)].map((id) => {
    const sweep = sweepById(orm, id);
    if (!sweep) throw new SweepError('sweep_not_found', `There is no sweep with id ${id}.`);
    return sweep;
  });
  requireComparable(sweeps);
  const rows = sweeps.flatMap(({ id }) => boards.leaderboard(id, { by }));
  return rankedTogether(rows);
}

/** @throws SweepError `dataset_mismatch` for sweeps on different data, `nothing_to_compare` for those that rank differently. */
export function requireComparable(sweeps: readonly SweepInfo[]): void {
  const names = sweeps.map(({ name }) => name).join(' and ');
  if (new Set(sweeps.map(({ dataset }) => dataset?.fingerprint)).size > 1) {
    const hint = 'Compare sweeps that trained on the same dataset.';
    throw new SweepError('dataset_mismatch', mismatch(sweeps, names), hint);
  }
  if (new Set(sweeps.map(({ metric, goal }) => `${metric} ${goal}`)).size > 1) {
    const hint = 'Compare sweeps with the same metric.';
    throw new SweepError('nothing_to_compare', `${names} rank by different metrics.`, hint);
  }
}

/** Programs and modules may know nothing of a dataset. */
function mismatch(sweeps: readonly SweepInfo[], names: string): string {
  const namesOf = (some: readonly SweepInfo[]) => listed(some.map(({ name }) => name));
  const without = sweeps.filter(({ dataset }) => !dataset);
  if (without.length === 0) return `${names} come from different datasets.`;
  const having = sweeps.filter(({ dataset }) => dataset);
  const has = ({ length }: readonly SweepInfo[]) => (length === 1 ? 'has' : 'have');
  return `${namesOf(without)} ${has(without)} no dataset, and ${namesOf(having)} ${has(having)} one.`;
}

export function hasRank({ rank }: LeaderboardRow): boolean {
  return rank !== null;
}
