import { type Distribution, distribution } from '../analysis/index.ts';
import type { ParameterValue } from '../configuration.ts';
import { groupBy } from '../groupBy.ts';
import { ownValue } from '../ownValue.ts';
import { byRank, type LeaderboardRow } from '../store/index.ts';
import { formatValue, shortValue } from '../trial/varying.ts';

/** The rows that share a value of a column. */
export interface RowGroup {
  /** Undefined if the parameter has no effect, and for several parameters. */
  readonly value: ParameterValue | undefined;
  readonly text: string;
  /** Rows in their original order. */
  readonly rows: readonly LeaderboardRow[];
  /** The best of them; undefined if none has completed. */
  readonly best: LeaderboardRow | undefined;
  /** Distribution of the ranked metric over the completed trials. */
  readonly distribution: Distribution | undefined;
}

/** The value of a row that makes its group. */
type ReadValue = (row: LeaderboardRow, name: string) => ParameterValue | undefined;

/**
 * Rows of a leaderboard in groups by `model` or a parameter, in the order in which their values first occur. Groups by
 * several parameters have no value, and a text such as `model=cnn units=16`.
 */
export function groupRows(
  rows: readonly LeaderboardRow[],
  by: string | readonly string[],
  read: ReadValue = ({ parameters }, name) => ownValue(parameters, name),
): RowGroup[] {
  const [key = '', ...others] = [by].flat();
  const keys = [key, ...others];
  const groups = groupBy(rows, (row) => keys.map((name) => formatValue(read(row, name))).join('\n'));
  return groups.map((members) => {
    const first = members[0]!;
    const value = others.length === 0 ? read(first, key) : undefined;
    return {
      value,
      text:
        others.length === 0
          ? shortValue(value)
          : keys.map((name) => `${name}=${shortValue(read(first, name))}`).join(' '),
      rows: members,
      best: bestOf(members),
      get distribution() {
        return distribution(members.flatMap(({ mean }) => mean ?? []));
      },
    };
  });
}

function bestOf(rows: readonly LeaderboardRow[]): LeaderboardRow | undefined {
  return rows.reduce<LeaderboardRow | undefined>(
    (best, row) => (row.rank !== null && (!best || byRank(row, best) < 0) ? row : best),
    undefined,
  );
}
