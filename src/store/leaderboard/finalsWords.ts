import { count, plural } from '../../format.ts';
import { compareMeans } from '../../metric/compareMeans.ts';
import { trainableOf } from '../../trainable/index.ts';
import type { SweepInfo } from '../queries/sweepInfo.ts';
import type { LeaderboardRow } from './row.ts';

/**
 * Says that finalists come before the others, and how many of these look better; undefined if the rows, all
 * rows of a leaderboard, hold no finalist.
 */
export function finalsWords(
  { finals, replicates, trainable }: Pick<SweepInfo, 'finals' | 'replicates' | 'trainable'>,
  rows: readonly LeaderboardRow[],
): string | undefined {
  const finalists = rows.filter(({ finalist }) => finalist);
  if (!finals || finalists.length === 0) return undefined;
  const who =
    finalists.length === 1
      ? 'The best of the search is a finalist'
      : `The ${finalists.length} best of the search are finalists`;
  const words =
    `${who}, trained with ${plural(finals.seeds, 'more seed')} each. They rank by the mean over all their seeds, before ` +
    `the others with ${plural(replicates, 'seed')}: the best of many short looks is partly luck.`;
  const [first] = finalists;
  const ahead = first!.mean === null ? [] : rows.filter((row) => !row.finalist && isAhead(row, first!));
  if (ahead.length === 0) return words;
  const { stepName } = trainableOf(trainable);
  const most = Math.max(...finalists.map(({ steps }) => steps));
  const longer = ahead.filter(({ steps }) => steps > most).length;
  const more = `with more ${stepName}s than any finalist`;
  const seeds = longer === 0 ? '' : `, ${longer < ahead.length ? `${count(longer)} of them ` : ''}${more}`;
  const them = ahead.length === 1 ? 'it ranks' : 'they rank';
  return `${words} Of the others, ${count(ahead.length)} ${ahead.length === 1 ? 'has' : 'have'} a better ${first!.metric} than the first finalist${seeds}: ${them} behind until finals train ${ahead.length === 1 ? 'it' : 'them'} with further seeds.`;
}

function isAhead(row: LeaderboardRow, finalist: LeaderboardRow): boolean {
  return row.mean !== null && !row.flawed && compareMeans(row, finalist, row.goal) < 0;
}
