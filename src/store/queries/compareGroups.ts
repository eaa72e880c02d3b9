import { SweepError } from '../../errors.ts';
import { findParameter, parameterNames } from '../../model/parameters/index.ts';
import { nearest } from '../../sweepfile/suggest.ts';
import { formatValue, varyingColumns } from '../../trial/varying.ts';
import type { Database, Orm } from '../database.ts';
import { groupBy } from '../leaderboard/groupBy.ts';
import { rank } from '../leaderboard/rank.ts';
import type { LeaderboardRow } from '../leaderboard/row.ts';
import { toRef } from './bestTrial.ts';
import type { TrialRef } from './findTrial.ts';
import { unrankedRows } from './leaderboard.ts';
import { sweepById } from './sweepInfo.ts';

/** The best of the configurations that share a value, such as all CNNs. */
export interface Group {
  /** The shared value, as text; a dash where the parameter has no effect. */
  readonly value: string;
  readonly best: LeaderboardRow;
  /** Its best replicate by the sweep's metric, and the row of that trial alone. */
  readonly trial: TrialRef;
  readonly trialRow: LeaderboardRow;
}

/**
 * The best configuration of each group, in the order of their values. Groups are made by `model`, by `sweep` or
 * by a parameter; the best is chosen as the leaderboard chooses, among those that are not hidden.
 * @throws SweepError `nothing_to_compare` for fewer than two groups with a completed trial, or sweeps of different
 * metrics; `dataset_mismatch` for sweeps on different data; `filter_invalid` for an unknown `by`.
 */
export function compareGroups(db: Database, sweepIds: readonly number[], by: string): Group[] {
  return db.read((orm) => {
    const completed = completedRows(orm, sweepIds, 'configuration');
    const keyOf = groupKey(by, () => varyingColumns(completed));
    const shown = completed.filter(({ hidden }) => !hidden);
    const best = groupBy(shown, keyOf).map(([first]) => first!);
    if (best.length < 2) {
      const found = best[0] ? `only ${by} = ${keyOf(best[0])} has` : 'none has';
      const more = 'Run a sweep that varies it to the end, or name more sweeps.';
      const hint = shown.length < completed.length ? `What is hidden does not count. ${more}` : more;
      throw new SweepError('nothing_to_compare', `Of the groups by ${by}, ${found} a completed trial.`, hint);
    }
    const trials = completedRows(orm, sweepIds, 'trial');
    const groups = best.map((row) => {
      const same = (other: LeaderboardRow) =>
        other.sweep === row.sweep && other.configuration === row.configuration;
      const trialRow = trials.find(same)!;
      return { value: keyOf(row), best: row, trial: toRef(orm, trialRow), trialRow };
    });
    return groups.sort((a, b) => a.value.localeCompare(b.value, 'en', { numeric: true }));
  });
}

/** Ranked rows of several sweeps together, best first. */
function completedRows(
  orm: Orm,
  sweepIds: readonly number[],
  by: 'configuration' | 'trial',
): LeaderboardRow[] {
  const sweeps = [...new Set(sweepIds)].map((id) => {
    const sweep = sweepById(orm, id);
    if (!sweep) throw new SweepError('sweep_not_found', `There is no sweep with id ${id}.`);
    return sweep;
  });
  const names = sweeps.map(({ name }) => name).join(' and ');
  if (new Set(sweeps.map(({ dataset }) => dataset.fingerprint)).size > 1) {
    const hint = 'Compare sweeps that trained on the same dataset.';
    throw new SweepError('dataset_mismatch', `${names} come from different datasets.`, hint);
  }
  if (new Set(sweeps.map(({ metric, goal }) => `${metric} ${goal}`)).size > 1) {
    const hint = 'Compare sweeps with the same metric.';
    throw new SweepError('nothing_to_compare', `${names} rank by different metrics.`, hint);
  }
  return rank(sweeps.flatMap((sweep) => unrankedRows(orm, sweep, by))).filter((row) => row.rank !== null);
}

function groupKey(by: string, varying: () => readonly string[]): (row: LeaderboardRow) => string {
  if (by === 'model') return ({ model }) => model;
  if (by === 'sweep') return ({ sweep }) => String(sweep);
  const parameter = findParameter(by);
  if (parameter) return ({ parameters }) => formatValue(parameters[parameter.name]);
  const names = ['model', 'sweep', ...parameterNames()];
  const meant = nearest(by, names);
  const vary = ['model', 'sweep', ...varying().filter((name) => name !== 'model')].join(', ');
  const hint = meant
    ? `Did you mean ${meant}?`
    : `There are ${vary}, and the parameters that do not vary here.`;
  throw new SweepError('filter_invalid', `There is no parameter "${by}" to compare by.`, hint);
}
