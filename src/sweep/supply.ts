import { plural } from '../format.ts';
import type { PlannedTrial } from '../store/store.ts';
import type { SweepEvent } from './events.ts';
import { type CarriedOut, refuse } from './requestTaker.ts';
import type { Search } from './search.ts';
import type { TrialQueue } from './trialQueue.ts';
import type { WriteQueue } from './writeQueue.ts';

/** Where the lanes of a run get their trials: what was planned, and what a search or a request adds to it. */
export class Supply {
  private readonly search: Search;
  private readonly queue: TrialQueue;
  private readonly writes: WriteQueue;
  private readonly slots: number;
  private readonly onEvent: (event: SweepEvent) => void;
  /** While the search is asked for more. */
  private asking: Promise<void> | undefined;

  constructor(
    search: Search,
    queue: TrialQueue,
    writes: WriteQueue,
    slots: number,
    onEvent: (event: SweepEvent) => void,
  ) {
    this.search = search;
    this.queue = queue;
    this.writes = writes;
    this.slots = slots;
    this.onEvent = onEvent;
  }

  /** Puts those that are to run into the queue, once their plan is committed. */
  enqueue(trials: readonly PlannedTrial[]): void {
    this.search.count(trials);
    this.queue.add(trials.filter(({ state }) => state === 'queued'));
  }

  /** The next trial; an open-ended search is asked for more while nothing waits. Undefined where there is no other. */
  async take(): Promise<PlannedTrial | undefined> {
    while (this.search.isOpenEnded && this.queue.isHungry) {
      if (!this.asking && !this.ask()) break;
      await this.asking;
    }
    return this.queue.take();
  }

  /** Asks once for all lanes that wait; false where the search has no more. */
  private ask(): boolean {
    const record = this.search.next(this.slots);
    if (!record) return false;
    this.queue.expect();
    this.asking = this.writes
      .add(record, (trials) => this.add(trials))
      .finally(() => {
        this.asking = undefined;
        this.queue.done();
      });
    return true;
  }

  /** See `Steerable.raiseRunCap`. */
  raise(runCap: number): CarriedOut {
    const record = this.search.raise(runCap);
    if (typeof record === 'string') return refuse(record);
    this.queue.expect();
    let trials: PlannedTrial[] = [];
    return {
      record() {
        trials = record();
        const outcome = `run_cap is ${runCap} now: ${plural(trials.length, 'trial')} added to the queue.`;
        return { accepted: true, outcome };
      },
      told: () => {
        this.add(trials);
        this.queue.done();
      },
    };
  }

  private add(trials: readonly PlannedTrial[]): void {
    const before = this.queue.toRun;
    this.enqueue(trials);
    this.onEvent({ type: 'trials_added', trials, toRun: this.queue.toRun - before });
  }
}
