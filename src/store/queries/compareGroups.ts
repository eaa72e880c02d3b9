import { SweepError } from '../../errors.ts';
import { groupBy } from '../../groupBy.ts';
import { ownValue } from '../../ownValue.ts';
import { nearest } from '../../sweepfile/suggest.ts';
import { trainableOf } from '../../trainable/index.ts';
import { formatValue, varyingParameters } from '../../trial/varying.ts';
import type { Database } from '../database.ts';
import { Boards } from '../leaderboard/boards.ts';
import type { LeaderboardRow } from '../leaderboard/row.ts';
import { isTried } from '../leaderboard/tried.ts';
import { toRef } from './bestTrial.ts';
import { hasRank, triedRows } from './comparableRows.ts';
import type { TrialRef } from './findTrial.ts';
import { sweepById } from './sweepInfo.ts';

/** The best of the configurations that share a value, such as all CNNs. */
export interface Group {
  /** The shared value, as text; a dash if the parameter has no effect. */
  readonly value: string;
  readonly best: LeaderboardRow;
  /** All of its rows: those with a rank, best first, and behind them the others that were tried. */
  readonly rows: readonly LeaderboardRow[];
  /** Number of those that were tried, too, but are hidden, and left out. */
  readonly hidden: number;
  /** Its best replicate by the sweep's metric, and the row of that trial alone. */
  readonly trial: TrialRef;
  readonly trialRow: LeaderboardRow;
}

/**
 * The best configuration of each group, in the order of their values. Groups are made by `model`, by `sweep`
 * or by a parameter, or by several with commas between them; the best is chosen as on the leaderboard, hidden ones left out.
 * @throws SweepError `nothing_to_compare` for fewer than two groups with a completed trial, or sweeps of
 * different metrics; `dataset_mismatch` for sweeps on different data; `filter_invalid` for an unknown `by`.
 */
export function compareGroups(db: Database, sweepIds: readonly number[], by: string): Group[] {
  const boards = new Boards(db);
  return db.read((orm) => {
    const tried = triedRows(orm, boards, sweepIds, 'configuration');
    const completed = tried.filter(hasRank);
    const keyOf = groupKey(by, completed, sweepById(orm, sweepIds[0]!)!.trainable);
    const shown = completed.filter(({ hidden }) => !hidden);
    const members = groupBy(shown, keyOf);
    const others = tried.filter((row) => !hasRank(row) && !row.hidden && isTried(row));
    const hidden = tried.filter((row) => row.hidden && isTried(row));
    if (members.length < 2) {
      const found = members[0] ? `only ${by} = ${keyOf(members[0][0]!)} has` : 'none has';
      const more = 'Run a sweep that varies it to the end, or name more sweeps.';
      const hint = shown.length < completed.length ? `Hidden rows do not count. ${more}` : more;
      throw new SweepError('nothing_to_compare', `Of the groups by ${by}, ${found} a completed trial.`, hint);
    }
    const trials = triedRows(orm, boards, sweepIds, 'trial').filter(hasRank);
    const groups = members.map((ranked) => {
      const row = ranked[0]!;
      const value = keyOf(row);
      const isMember = (other: LeaderboardRow) => keyOf(other) === value;
      const rows = [...ranked, ...others.filter(isMember)];
      const same = (other: LeaderboardRow) =>
        other.sweep === row.sweep && other.configuration === row.configuration;
      const trialRow = trials.find(same)!;
      return {
        value,
        best: row,
        rows,
        hidden: hidden.filter(isMember).length,
        trial: toRef(orm, trialRow),
        trialRow,
      };
    });
    return groups.sort((a, b) => a.value.localeCompare(b.value, 'en', { numeric: true }));
  });
}

function groupKey(
  by: string,
  rows: readonly LeaderboardRow[],
  trainable: string,
): (row: LeaderboardRow) => string {
  if (by === 'sweep') return ({ sweep }) => String(sweep);
  if (by.includes(',')) {
    const names = by.split(',').map((name) => name.trim());
    const keys = names.map((name) => ({ name, keyOf: groupKey(name, rows, trainable) }));
    return (row) => keys.map(({ name, keyOf }) => `${name}=${keyOf(row)}`).join(' ');
  }
  const { parameters: known = [], outermost } = trainableOf(trainable);
  const meant = known.find(({ name, aliases }) => name === by || aliases?.includes(by))?.name ?? by;
  const present = new Set(rows.flatMap(({ parameters }) => Object.keys(parameters)));
  if (meant !== by || present.has(meant) || known.some(({ name }) => name === meant))
    return ({ parameters }) => formatValue(ownValue(parameters, meant));
  const names = ['sweep', ...present, ...known.flatMap(({ name, aliases = [] }) => [name, ...aliases])];
  const close = nearest(by, names);
  const varying = varyingParameters(rows.map(({ parameters }) => parameters));
  const vary = [...new Set([...outermost, 'sweep', ...varying])].join(', ');
  const hint = close
    ? `Did you mean ${close}?`
    : `There are ${vary}, and the parameters that do not vary here.`;
  throw new SweepError('filter_invalid', `There is no parameter "${by}" to compare by.`, hint);
}
