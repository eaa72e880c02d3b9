import type { First } from '../sweepfile/earlyTerminate/settings.ts';
import type { PrunerKind } from './pruner.ts';
import { RungPruner } from './rungPruner.ts';

/**
 * All trials train for the same few epochs, and the best go on. Every trial of the sweep must reach that
 * epoch. A trial is judged only by its peers, all with a lower number, so more than `keep` go on: the first
 * `keep` + lookahead in any case, and every later one that is among the best `keep` of those before it.
 *
 * Egele et al. 2024, The Unreasonable Effectiveness of Early Discarding After One Epoch, arXiv 2404.04111.
 */
export const first: PrunerKind<First> = {
  create: ({ epochs, keep }, metric, stepName) =>
    new RungPruner({
      stepName,
      metric,
      rungs: (most) => (epochs <= most ? [epochs] : []),
      place: () => keep - 1,
      strict: true,
      goesOn: `best ${keep}`,
      consequence: `those among the best ${keep} so far go on`,
    }),
};
