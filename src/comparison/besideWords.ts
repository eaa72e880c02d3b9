import { plural } from '../format.ts';
import type { LeaderboardRow } from '../store/index.ts';
import type { Beside } from './besideBest.ts';

type Basis = Beside['basis'];

/** A mark of a row, and its meaning. */
export interface BesideMark {
  readonly sign: string;
  readonly title: string;
}

const [ALIKE, AHEAD] = ['†', '‡'];

/** The more of it first. */
const BASES = ['seeds and images', 'seeds', 'images'] as const satisfies readonly Basis[];

const MEANS: Readonly<Record<Basis, string>> = {
  'seeds and images': 'by all seeds that both have and the test images',
  seeds: 'by all seeds that both have',
  images: 'by McNemar’s exact test on the test images, best trial against best trial',
};

/** The mark of a row that cannot be told from the best one, or is better; undefined for others. */
export function besideMark(beside: Beside | undefined): BesideMark | undefined {
  if (!beside || beside.standing === 'behind') return undefined;
  const evidence = beside.basis === 'images' ? 'test images' : beside.basis;
  return beside.standing === 'alike'
    ? { sign: ALIKE!, title: `cannot be told from the best by these ${evidence}` }
    : { sign: AHEAD!, title: `better than the best by these ${evidence}` };
}

/** What the marks of these rows say; undefined if none of the rows was judged. */
export function besideLegend(
  best: LeaderboardRow,
  rows: readonly LeaderboardRow[],
  beside: readonly (Beside | undefined)[],
): string | undefined {
  const judged = beside.filter((each) => each !== undefined);
  if (judged.length === 0) return undefined;
  const the = `the best, trial ${best.trials[0]},`;
  const has = (standing: Beside['standing']) => judged.some((each) => each.standing === standing);
  const parts = [
    ...(has('alike') ? [`${ALIKE} cannot be told from ${the} at p < 0.05`] : []),
    ...(has('ahead') ? [`${AHEAD} is better than ${the} at p < 0.05, though not by ${best.metric}`] : []),
  ];
  const marks = parts.join('; ') || `Each row that was judged is behind ${the} at p < 0.05`;
  const unjudged = rows.filter((row, index) => row.rank !== null && !beside[index] && row !== best).length;
  const left = `${plural(unjudged, 'row')} ${unjudged === 1 ? 'has' : 'have'} too few results in common with it to be judged.`;
  return [`${marks}: ${meansOf(judged)}, each pair by itself.`, ...(unjudged > 0 ? [left] : [])].join(' ');
}

/** How they were judged: `by …, or by …`. */
export function meansOf(judged: readonly Beside[]): string {
  return BASES.filter((basis) => judged.some((each) => each.basis === basis))
    .map((basis) => MEANS[basis])
    .join(', or ');
}

/** All that they were judged by: `images`, `seeds`, `seeds and images`. */
export function evidenceOf(judged: readonly Beside[]): Basis {
  return BASES.find((basis) => judged.some((each) => each.basis === basis))!;
}
