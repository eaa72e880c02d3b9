import { groupRows } from '../../charts/rowGroups.ts';
import { usualGroups } from '../../comparison/index.ts';
import { listed } from '../../format.ts';
import { type Boards, byRank, type SweepInfo } from '../../store/index.ts';
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

/**
 * The comparison that a sweep with roles is made for, of its best scientific values if there are many; undefined for other sweeps,
 * and before two values have a result.
 */
export function rolesCompared(boards: Boards, sweep: SweepInfo): Link | undefined {
  const by = usualGroups(sweep);
  if (by === undefined) return undefined;
  const rows = boards.leaderboard(sweep.id, { withoutHidden: true });
  const groups = groupRows(rows, sweep.scientific).filter(({ best }) => best);
  if (groups.length < 2) return undefined;
  const name = `Verdict by ${listed(sweep.scientific)}`;
  if (groups.length <= MOST_COMPARED) return { name, href: compareHref(sweep.id, writeCompareQuery({ by })) };
  const leading = groups.toSorted((a, b) => byRank(a.best!, b.best!)).slice(0, MOST_COMPARED);
  const values = leading.map(({ text }) => text);
  return {
    name: `${name}, the best ${MOST_COMPARED} of ${groups.length}`,
    href: compareHref(sweep.id, writeCompareQuery({ by, values })),
  };
}
