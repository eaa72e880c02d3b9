import type { Executor } from '../executor/executor.ts';
import { plural } from '../format.ts';
import type { PlannedTrial } from '../store/store.ts';
import type { SweepEvent } from './events.ts';
import { type CarriedOut, refuse } from './requestTaker.ts';
import type { SweepRequest } from './runSweep.ts';
import type { Search } from './search.ts';
import type { TrialQueue } from './trialQueue.ts';
import type { WriteQueue } from './writeQueue.ts';

/** Supplies the lanes of a run with trials: the planned ones, and those that a search or a request adds. */
export class Supply {
  private readonly search: Search;
  private readonly queue: TrialQueue;
  private readonly writes: WriteQueue;
  private readonly executor: Pick<Executor, 'wanted'>;
  private readonly onEvent: (event: SweepEvent) => void;
  private readonly onAgain: (trials: number) => void;
  /** Set while the search is asked for more. */
  private asking: Promise<void> | undefined;

  /** `onAgain` gets the number of trials that ended in this run and will run once more. */
  constructor(
    search: Search,
    queue: TrialQueue,
    writes: WriteQueue,
    { executor, onEvent }: Pick<SweepRequest, 'executor' | 'onEvent'>,
    onAgain: (trials: number) => void,
  ) {
    this.onAgain = onAgain;
    this.executor = executor;
    this.search = search;
    this.queue = queue;
    this.writes = writes;
    this.onEvent = onEvent;
  }

  /**
   * Queues the trials that are to run, once their plan is committed; returns all with the steps that they
   * share.
   */
  enqueue(trials: readonly PlannedTrial[]): readonly PlannedTrial[] {
    const counted = this.search.count(trials);
    this.queue.add(counted.filter(({ state }) => state === 'queued'));
    return counted;
  }

  /**
   * The next trial; a search that goes on is asked for more while nothing waits. Undefined if there is no
   * other.
   */
  take(): Promise<PlannedTrial | undefined> {
    return this.queue.take(() => this.asking ?? this.ask());
  }

  /**
   * Asks once for all waiting lanes; undefined if the search has no more, or has none before another trial
   * begins or ends.
   */
  private ask(): Promise<void> | undefined {
    if (this.queue.underWay >= (this.executor.wanted ?? Infinity)) return undefined;
    const toCome = this.search.toCome;
    const asked = this.search.next();
    if (asked === 'later') return undefined;
    if (!asked) {
      if (toCome && this.search.toCome === 0)
        this.onEvent({ type: 'trials_added', trials: [], toRun: -toCome });
      return this.queue.underWay === 0 ? this.goOn() : undefined;
    }
    return this.expecting(
      this.writes.add(asked, (trials) => this.add(trials, toCome === undefined ? undefined : 0)),
    );
  }

  /** Plans the round that follows the search, once all of its trials have ended. */
  private goOn(): Promise<void> | undefined {
    const plan = this.search.whatFollows;
    if (!plan) return undefined;
    const toCome = this.search.finalsToCome;
    const before = this.queue.toRun;
    return this.expecting(
      this.writes.add(plan, (round) => {
        const { again, trials } = this.search.countRound(round);
        if (again > 0) this.onAgain(again);
        if (round) {
          this.onEvent({ type: 'round_started', ...round, trials });
          this.queue.add(trials);
        }
        const toRun = this.queue.toRun - before + this.search.finalsToCome - toCome;
        this.onEvent({ type: 'trials_added', trials, toRun });
      }),
    );
  }

  /** Lanes that want a trial wait for it. */
  private expecting(added: Promise<void>): Promise<void> {
    this.queue.expect();
    this.asking = added.finally(() => {
      this.asking = undefined;
      this.queue.done();
    });
    return this.asking;
  }

  /**
   * Gives out no more trials of the search, and goes on with the rounds that follow once its trials have
   * ended.
   */
  endSearch(): void {
    this.search.close();
    this.queue.clear();
  }

  /** See `Steerable.raiseRunCap`. */
  raise(runCap: number): CarriedOut {
    const before = this.search.toCome ?? 0;
    const record = this.search.raise(runCap);
    if (typeof record === 'string') return refuse(record);
    const toCome = (this.search.toCome ?? 0) - before;
    this.queue.expect();
    let trials: PlannedTrial[] = [];
    return {
      record() {
        trials = record();
        const outcome = `run_cap is ${runCap} now: ${plural(trials.length + toCome, 'trial')} added to the queue.`;
        return { accepted: true, outcome };
      },
      onCommitted: () => {
        this.add(trials, toCome > 0 ? toCome : undefined);
        this.queue.done();
      },
    };
  }

  /** `toRun` is given if they were counted before. */
  private add(trials: readonly PlannedTrial[], toRun?: number): void {
    const before = this.queue.toRun;
    const added = this.enqueue(trials);
    this.onEvent({ type: 'trials_added', trials: added, toRun: toRun ?? this.queue.toRun - before });
  }
}
