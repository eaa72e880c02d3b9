import type { Verdict } from '../pruner/pruner.ts';
import type { PlannedTrial } from '../store/store.ts';
import type { Spec } from '../sweepfile/spec.ts';
import type { StepReport, TrialJob } from '../trial/trial.ts';
import type { Facts } from './facts.ts';
import type { Pruning } from './pruning.ts';
import type { Judge } from './trialWatch.ts';

/**
 * Judges one attempt at a trial, with the reports of earlier attempts, and stops it if it is not worth
 * continuing.
 */
export class TrialJudge implements Judge {
  private readonly pruning: Pruning;
  private readonly facts: Facts;
  private readonly trial: PlannedTrial;
  private readonly stop: () => void;
  private hasReported = false;

  constructor(pruning: Pruning, facts: Facts, trial: PlannedTrial, stop: () => void) {
    this.pruning = pruning;
    this.facts = facts;
    this.trial = trial;
    this.stop = stop;
  }

  async reported(report: StepReport): Promise<Verdict> {
    const { number, attempt } = this.trial;
    if (attempt > 1 && !this.hasReported)
      this.pruning.goesOnWith(number, await this.facts.curveOf(number), report.step);
    this.hasReported = true;
    return this.stopped(await this.pruning.judge(number, report));
  }

  async resumed(step: number): Promise<Verdict> {
    const { number } = this.trial;
    this.hasReported = true;
    return this.stopped(await this.pruning.goOn(number, step, await this.facts.curveOf(number)));
  }

  private stopped(verdict: Verdict): Verdict {
    if (verdict !== undefined) this.stop();
    return verdict;
  }
}

/**
 * The number of reports after which a trial is judged next, or at which its training ends if it is not judged
 * any more; see `TrialJob.stepLimit`.
 */
export async function stepLimit(
  spec: Spec,
  pruning: Pruning | undefined,
  facts: Facts,
  trial: PlannedTrial,
): Promise<Pick<TrialJob, 'stepLimit'>> {
  const budget = trial.plannedSteps ?? budgetOf(spec);
  const reports = pruning && trial.attempt > 1 ? await facts.earlierReports(trial) : 0;
  const next = pruning?.nextRung(reports) ?? budget;
  return next === undefined ? {} : { stepLimit: Math.min(next, budget ?? Infinity) };
}

/** The longest training that a rule with `max_iter` assumes. */
function budgetOf({ earlyTerminate }: Spec): number | undefined {
  return earlyTerminate && 'maxIter' in earlyTerminate ? earlyTerminate.maxIter : undefined;
}
