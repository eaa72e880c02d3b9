import type { EpochReport, RunningSweep } from '../store/store.ts';

/**
 * Collects the epochs that arrive in one turn of the event loop and writes them in one transaction. A write that
 * fails is told once to `onFailure`; nothing is written afterwards.
 */
export class EpochWriter {
  private readonly sweep: RunningSweep;
  private readonly onFailure: (error: unknown) => void;
  private batch: EpochReport[] = [];
  private scheduled = false;

  constructor(sweep: RunningSweep, onFailure: (error: unknown) => void) {
    this.sweep = sweep;
    this.onFailure = onFailure;
  }

  add(report: EpochReport): void {
    this.batch.push(report);
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      try {
        this.flush();
      } catch (error) {
        this.onFailure(error);
      }
    });
  }

  /** Writes what is waiting. */
  flush(): void {
    if (this.batch.length === 0) return;
    const batch = this.batch;
    this.batch = [];
    this.sweep.recordEpochs(batch);
  }
}
