import type { Executor } from '../executor/executor.ts';
import type { RunningSweep } from '../store/store.ts';
import { cancelled, notBegun } from './ending.ts';
import type { Facts } from './facts.ts';
import type { Pruning } from './pruning.ts';
import { accept, type CarriedOut, refuse, type Steerable } from './requestTaker.ts';
import type { Search } from './search.ts';
import type { Supply } from './supply.ts';
import type { TrialQueue } from './trialQueue.ts';

/** Running trials by number, and whether each was asked to stop for good. */
export type Running = Map<number, { cancelled: boolean }>;

/** The run that requests apply to. */
export interface SteeredRun {
  readonly sweep: RunningSweep;
  readonly executor: Executor;
  readonly facts: Facts;
  readonly queue: TrialQueue;
  readonly running: Running;
  readonly search: Search;
  readonly supply: Supply;
  readonly pruning: Pruning | undefined;
  /** Ends the run at the next safe point. */
  stop(): void;
}

/** Carries out people's requests to a run. */
export class Steering implements Steerable {
  private readonly run: SteeredRun;

  constructor(run: SteeredRun) {
    this.run = run;
  }

  stopTrial(number: number): CarriedOut {
    const running = this.run.running.get(number);
    if (running) {
      running.cancelled = true;
      this.run.executor.stopTrial(number);
      this.run.pruning?.release(number);
      return accept(`Trial ${number} ends at its next step; its whole epochs are kept.`);
    }
    const trial = this.run.queue.remove(number);
    if (!trial) return refuse(`Trial ${number} is neither queued nor running in this run.`);
    const ending = cancelled('before it had begun');
    const at = this.run.sweep.moment();
    this.run.queue.expect();
    return accept(
      `Trial ${number} was cancelled before it had begun.`,
      () => this.run.facts.recordEnd(trial, ending, at),
      () => {
        this.run.facts.announceEnd(notBegun(trial), ending);
        this.run.search.ended(trial);
        this.run.queue.done();
      },
    );
  }

  stopSweep(): CarriedOut {
    this.run.stop();
    return accept('Running trials end at their next step and go back to the queue.');
  }

  pauseSweep(): CarriedOut {
    if (this.run.queue.paused) return refuse('The sweep is paused already.');
    this.run.queue.pause(true);
    return accept('No further trial starts; those that run go on to their end.', () =>
      this.run.sweep.setPaused(true),
    );
  }

  resumeSweep(): CarriedOut {
    if (!this.run.queue.paused) return refuse('The sweep is not paused.');
    this.run.queue.pause(false);
    return accept('Trials start again.', () => this.run.sweep.setPaused(false));
  }

  raiseRunCap(runCap: number): CarriedOut {
    return this.run.supply.raise(runCap);
  }
}
