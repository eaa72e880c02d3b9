import { plural } from '../../format.ts';
import type { SweepInfo } from '../queries/sweepInfo.ts';
import type { LeaderboardRow } from './row.ts';

/**
 * Says that finalists come before the others; undefined if the rows, all rows of a leaderboard, hold no
 * finalist.
 */
export function finalsWords(
  { finals, replicates }: Pick<SweepInfo, 'finals' | 'replicates'>,
  rows: readonly LeaderboardRow[],
): string | undefined {
  const finalists = rows.filter(({ finalist }) => finalist).length;
  if (!finals || finalists === 0) return undefined;
  const who =
    finalists === 1
      ? 'The best of the search is a finalist'
      : `The ${finalists} best of the search are finalists`;
  return (
    `${who}, trained with ${plural(finals.seeds, 'more seed')} each. They rank by the mean over all their seeds, before ` +
    `the others with ${plural(replicates, 'seed')}: the best of many short looks is partly luck.`
  );
}
