import type { SweepRequest } from './runSweep.ts';
import type { Search } from './search.ts';
import type { Supply } from './supply.ts';
import type { TrialQueue } from './trialQueue.ts';

/** Longest time of a Node timer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** Largest share of the budget for the finals: nobody knows before how long they take. */
const LARGEST_SHARE = 0.5;

interface BudgetedRun {
  readonly queue: TrialQueue;
  readonly search: Search;
  readonly supply: Supply;
}

/** Ends a run when its time is over, and the search before that if finals follow. */
export class TimeBudget {
  private readonly budgetMs: number | undefined;
  private readonly slots: number;
  private readonly run: BudgetedRun;
  private readonly startedAt = performance.now();
  private timer: NodeJS.Timeout | undefined;
  private completed = 0;
  private completedMs = 0;
  /** Whether it has ended the search or the run. */
  isOver = false;

  constructor({ spec, executor }: Pick<SweepRequest, 'spec' | 'executor'>, run: BudgetedRun) {
    this.budgetMs = spec.timeBudgetMs;
    this.slots = executor.slots;
    this.run = run;
  }

  /** Starts now. Once the time is over, nothing further begins, and running trials go on to their end. */
  begin(): void {
    if (this.budgetMs === undefined) return;
    const end = (): void => {
      this.isOver = true;
      this.run.queue.close();
    };
    this.timer = setTimeout(end, Math.min(this.budgetMs, LONGEST_TIMER_MS));
  }

  end(): void {
    clearTimeout(this.timer);
  }

  trialCompleted(durationMs: number): void {
    this.completed++;
    this.completedMs += durationMs;
  }

  /** Must be called before another trial begins: reserves the time of the finals, a mean trial each. */
  keepTimeForFinals(): void {
    if (this.budgetMs === undefined || this.isOver || this.completed === 0) return;
    const { finalsToCome, hasEnded } = this.run.search;
    if (finalsToCome === 0 || hasEnded) return;
    // One more for the trial that would begin now.
    const waves = Math.ceil(finalsToCome / this.slots) + 1;
    const finalsMs = Math.min((waves * this.completedMs) / this.completed, LARGEST_SHARE * this.budgetMs);
    if (performance.now() - this.startedAt + finalsMs < this.budgetMs) return;
    this.isOver = true;
    this.run.supply.endSearch();
  }
}
