import { count, plural } from '../../format.ts';
import { compareMeans } from '../../metric/compareMeans.ts';
import { trainableOf } from '../../trainable/index.ts';
import type { SweepInfo } from '../queries/sweepInfo.ts';
import type { LeaderboardRow } from './row.ts';

/**
 * Says that finalists come before the others, and whether these were trained for longer and look better; undefined if the rows, all
 * rows of a leaderboard, hold no finalist.
 */
export function finalsWords(
  {
    finals,
    replicates,
    scientific,
    trainable,
  }: Pick<SweepInfo, 'finals' | 'replicates' | 'scientific' | 'trainable'>,
  rows: readonly LeaderboardRow[],
): string | undefined {
  if (!finals) return undefined;
  const finalists = rows.filter(({ finalist }) => finalist);
  if (finalists.length === 0) return undefined;
  const [is, best] =
    finalists.length === 1 ? ['is a finalist', 'best'] : ['are finalists', `${finalists.length} best`];
  const who =
    scientific.length > 0
      ? `The best of the search for each ${scientific.join(' and ')} are finalists`
      : `The ${best} of the search ${is}`;
  const words =
    `${who}, trained with ${moreSeeds(finalists, replicates)} each. They rank by the mean over all their seeds, before ` +
    `the others with ${plural(replicates, 'seed')}: the best of many short looks is partly luck.`;
  const passed = finalists.filter((finalist) => rows.some((row) => isLongerAndAhead(row, finalist))).length;
  if (passed === 0) return words;
  const { stepName } = trainableOf(trainable);
  const [have, keep, place] =
    passed === 1 ? ['has', 'it keeps', 'its place'] : ['have', 'they keep', 'their places'];
  return (
    `${words} ${count(passed)} of them ${have} fewer ${stepName}s than others behind, which have a better ` +
    `${finalists[0]!.metric}: as finalists of before, ${keep} ${place} until finals train those with further seeds, too.`
  );
}

/** `2 more seeds`, or `3 to 5 more seeds` after a race. */
function moreSeeds(finalists: readonly LeaderboardRow[], replicates: number): string {
  const counts = finalists.map(({ trials }) => trials.length - replicates);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? plural(most, 'more seed') : `${least} to ${plural(most, 'more seed')}`;
}

function isLongerAndAhead(row: LeaderboardRow, finalist: LeaderboardRow): boolean {
  if (row.finalist || row.flawed || row.mean === null || finalist.mean === null) return false;
  if (finalist.flawed || row.steps <= finalist.steps) return false;
  return compareMeans(row, finalist, row.goal) < 0;
}
