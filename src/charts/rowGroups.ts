import { type Distribution, distribution } from '../analysis/index.ts';
import type { ParameterValue } from '../configuration.ts';
import { ownValue } from '../ownValue.ts';
import { byRank, groupBy, type LeaderboardRow } from '../store/index.ts';
import { formatValue, shortValue } from '../trial/varying.ts';

/** The rows that share a value of a column. */
export interface RowGroup {
  /** Undefined if the parameter has no effect. */
  readonly value: ParameterValue | undefined;
  readonly text: string;
  /** Rows in their original order. */
  readonly rows: readonly LeaderboardRow[];
  /** The best of them; undefined if none has completed. */
  readonly best: LeaderboardRow | undefined;
  /** Distribution of the ranked metric over the completed trials. */
  readonly distribution: Distribution | undefined;
}

/**
 * Rows of a leaderboard in groups by `model` or a parameter, in the order in which their values first occur.
 */
export function groupRows(rows: readonly LeaderboardRow[], key: string): RowGroup[] {
  const groups = groupBy(rows, (row) => formatValue(ownValue(row.parameters, key)));
  return groups.map((members) => {
    const value = ownValue(members[0]!.parameters, key);
    return {
      value,
      text: shortValue(value),
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
