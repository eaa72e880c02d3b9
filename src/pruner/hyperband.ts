import type { Hyperband } from '../sweepfile/earlyTerminate/settings.ts';
import type { PrunerKind } from './pruner.ts';
import { geometricRungs, RungPruner } from './rungPruner.ts';
import { bestShare } from './wording.ts';

/**
 * W&B's hyperband, which is one bracket of successive halving. A trial with as many finite values as a band
 * says is compared with all trials that have reached the band, itself included: it stops if it is worse than
 * the value at index ⌊n/eta⌋, so that one more than a whole share goes on. Unless `strict` is set, its best
 * value so far replaces the one at the band; the others' values are those at the band either way.
 *
 * Li et al. 2018, Hyperband, JMLR 18(185), for the algorithm that it is named after.
 */
export const hyperband: PrunerKind<Hyperband> = {
  create: (settings, metric, stepName) =>
    new RungPruner({
      stepName,
      metric,
      rungs: (most) => bands(settings, most),
      place: (trials) => Math.floor(trials / settings.eta),
      strict: settings.strict,
      goesOn: bestShare(settings.eta),
      consequence: `the ${bestShare(settings.eta)} go on`,
    }),
};

/** `max_iter` 18, `eta` 3 and `s` 2 make 2 and 6; `min_iter` has no end. */
function bands({ maxIter, minIter, s, eta }: Hyperband, most: number): number[] {
  if (maxIter === undefined || s === undefined) return geometricRungs(minIter!, eta, most);
  const bands = new Set<number>();
  for (let band = maxIter / eta, k = 0; k < s && band >= 1; k++, band /= eta) bands.add(Math.trunc(band));
  return [...bands].filter((band) => band <= most).sort((a, b) => a - b);
}
