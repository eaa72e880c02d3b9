import type { Configuration } from '../configuration.ts';
import type { PlannedTrial } from '../store/store.ts';

/** Estimated needs of trials, and the memory for all that run at once, in bytes. */
export interface MemoryBudget {
  readonly roomBytes: number;
  needBytes(configuration: Configuration): number;
}

/** A trial whose process ended this many times while it ran, without getting further, runs alone. */
const CRASHES_TO_RUN_ALONE = 2;

/**
 * Decides which trials run at once: as many as fit together. A risky one runs last and alone, for it may end
 * the process: one whose process ended repeatedly while it ran, or one that is not estimated to fit.
 */
export class Admission {
  private readonly memory: MemoryBudget | undefined;
  private readonly running = new Set<PlannedTrial>();

  constructor(memory?: MemoryBudget) {
    this.memory = memory;
  }

  isRisky(trial: PlannedTrial): boolean {
    return (
      trial.crashes >= CRASHES_TO_RUN_ALONE || this.needBytes(trial) > (this.memory?.roomBytes ?? Infinity)
    );
  }

  /** Whether it may run beside those that run now; a trial alone always may. */
  admits(trial: PlannedTrial): boolean {
    const others = [...this.running];
    if (others.length === 0) return true;
    if ([trial, ...others].some((each) => this.isRisky(each))) return false;
    const needBytes = others.reduce((sum, each) => sum + this.needBytes(each), this.needBytes(trial));
    return needBytes <= (this.memory?.roomBytes ?? Infinity);
  }

  enter(trial: PlannedTrial): void {
    this.running.add(trial);
  }

  leave(trial: PlannedTrial): void {
    this.running.delete(trial);
  }

  private needBytes({ configuration }: PlannedTrial): number {
    return this.memory?.needBytes(configuration) ?? 0;
  }
}
