import { finalTrials } from '../sampler/proposeAll.ts';
import type { Spec } from '../sweepfile/spec.ts';
import type { Description, Facts } from '../trainable/trainable.ts';
import { wholeTrialMs } from '../trial/pace.ts';
import type { PlanSummary } from './commands/plan.ts';
import type { Measured } from './planWork.ts';

/**
 * The trials of a search with its finals, of which some are done. The finalists are not known yet: each final
 * is taken to be as long as the mean of `typical`. `trials` stays the number of the search's own.
 */
export function withFinals(
  spec: Spec,
  typical: readonly Description[],
  search: Measured,
  finalsDone: number,
): Measured & Pick<PlanSummary, 'finalTrials'> {
  const { trials, alreadyDone, toRun, epochs, epochsToTrain, estimateMs, workers } = search;
  const all = finalTrials(spec, trials === null ? Infinity : trials / spec.replicates);
  if (all === 0 || toRun === null || alreadyDone === null) return { ...search, finalTrials: all };
  const done = Math.min(finalsDone, all);
  const open = all - done;
  if (open === 0) return { ...search, finalTrials: all, alreadyDone: alreadyDone + done };
  const mean = (value: (facts: Facts) => number): number =>
    typical.reduce((sum, { facts }) => sum + value(facts), 0) / typical.length;
  const steps = open * mean(({ plannedSteps = Number.NaN }) => plannedSteps);
  const eachMs = mean((facts) => wholeTrialMs(facts) ?? Number.NaN);
  const more = (before: number | null, by: number): number | null =>
    before === null || !Number.isFinite(by) ? null : Math.round(before + by);
  return {
    ...search,
    finalTrials: all,
    alreadyDone: alreadyDone + done,
    toRun: toRun + open,
    epochs: more(epochs, steps),
    epochsToTrain: more(epochsToTrain, steps),
    estimateMs: more(estimateMs, Math.ceil(open / workers) * eachMs),
  };
}
