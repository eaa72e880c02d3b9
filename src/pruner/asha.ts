import type { Asha } from '../sweepfile/earlyTerminate/settings.ts';
import type { PrunerKind } from './pruner.ts';
import { geometricRungs, RungPruner } from './rungPruner.ts';
import { bestShare } from './wording.ts';

/**
 * Asynchronous successive halving in the form that stops trials instead of promoting them. Rungs are at
 * min_iter·eta^k. A trial goes on if it is among the best max(1, ⌊n/eta⌋) of the n trials that have reached
 * the rung so far, itself included.
 *
 * Li et al. 2020, A System for Massively Parallel Hyperparameter Tuning, MLSys, algorithm 2.
 */
export const asha: PrunerKind<Asha> = {
  create: ({ minIter, eta }, metric, stepName) =>
    new RungPruner({
      stepName,
      metric,
      rungs: (most) => geometricRungs(minIter, eta, most),
      place: (trials) => Math.max(1, Math.floor(trials / eta)) - 1,
      strict: true,
      goesOn: bestShare(eta),
      consequence: `the ${bestShare(eta)} go on`,
    }),
};
