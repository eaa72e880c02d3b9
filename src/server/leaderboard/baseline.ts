import { SweepError } from '../../errors.ts';
import type { Boards, LeaderboardRow, SweepInfo } from '../../store/index.ts';
import type { LeaderboardQuery } from '../addresses/query.ts';
import type { TableColumn } from './columns.ts';

/**
 * The row of the trial that the others are compared with; undefined if there is none.
 * @throws SweepError `filter_invalid` for a trial that the sweep does not have.
 */
export function baselineRow(
  boards: Boards,
  { id }: SweepInfo,
  { baseline, by, epoch }: LeaderboardQuery,
): LeaderboardRow | undefined {
  if (baseline === undefined) return undefined;
  const row = boards.leaderboard(id, { by, step: epoch }).find(({ trials }) => trials.includes(baseline));
  if (row) return row;
  const hint = 'Tick a row and choose "Baseline".';
  throw new SweepError('filter_invalid', `There is no trial ${baseline} to compare the others with.`, hint);
}

/** A cell of a row that is compared with the baseline. */
export interface ComparedCell {
  readonly text: string;
  /** `better` or `worse`; `same` where both have the same value. */
  readonly className: string | undefined;
  /** The row's own value, where the text is a difference. */
  readonly own: string | undefined;
}

/** Says how rows differ from one of them; undefined for that row itself, and where no row is the baseline. */
export type Comparing = (row: LeaderboardRow, column: TableColumn) => ComparedCell | undefined;

export function comparedWith(baseline: LeaderboardRow | undefined): Comparing {
  return (row, column) => {
    if (!baseline || (row.configuration === baseline.configuration && row.trials[0] === baseline.trials[0]))
      return undefined;
    if (column.value) {
      const same = JSON.stringify(column.value(row)) === JSON.stringify(column.value(baseline));
      return { text: column.read(row), className: same ? 'same' : undefined, own: undefined };
    }
    const [amount, base] = [column.amount?.(row), column.amount?.(baseline)];
    if (amount == null || base == null) return undefined;
    const own = column.read(row);
    return { ...difference(amount - base, own, column), own };
  };
}

/** Where the row's own value has decimals, the difference needs no more of them. */
function difference(
  by: number,
  own: string,
  { goal, formatDifference = String }: TableColumn,
): Pick<ComparedCell, 'text' | 'className'> {
  if (by === 0) return { text: '=', className: 'same' };
  const decimals = /^-?\d+\.(\d+)(?= |$)/.exec(own)?.[1]?.length;
  const size = Math.abs(by);
  const text = `${by > 0 ? '+' : '−'}${decimals === undefined ? formatDifference(size) : size.toFixed(decimals)}`;
  if (!goal) return { text, className: undefined };
  return { text, className: by > 0 === (goal === 'maximize') ? 'better' : 'worse' };
}
