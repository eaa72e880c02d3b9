import type { Boards } from '../../store/index.ts';
import { compareHref } from '../addresses/addresses.ts';
import type { Link } from '../addresses/links.ts';
import { MOST_COMPARED, writeCompareQuery } from './query.ts';

/** This many of the best configurations are compared in pairs. */
const PAIRED = 3;

/**
 * Comparisons of the best configurations, each represented by its best trial: the top ones in pairs, then as
 * many as fit together.
 */
export function bestCompared(boards: Boards, sweepId: number): Link[] {
  const rows = boards
    .leaderboard(sweepId, { limit: MOST_COMPARED, withoutHidden: true })
    .filter(({ rank, state }) => rank !== null && state === 'completed');
  const trials = boards.bestReplicates(rows);
  const pairs = trials
    .slice(0, PAIRED)
    .flatMap((a, index) =>
      trials.slice(index + 1, PAIRED).map((b) => ({ name: `${a} with ${b}`, trials: [a, b] })),
    );
  const all = trials.length > PAIRED ? [{ name: `the best ${trials.length}`, trials }] : [];
  return [...pairs, ...all].map(({ name, trials }) => ({
    name,
    href: compareHref(sweepId, writeCompareQuery({ trials: trials.map(String) })),
  }));
}
