import type { Curve } from '../metric/curve.ts';
import type {
  AttemptReport,
  Moment,
  PlannedTrial,
  ResourceSample,
  RunningSweep,
  TakenOver,
  TrialFile,
} from '../store/store.ts';
import type { Reckoning } from '../trainable/trainable.ts';
import type { FoundState, Resumed, StepReport, TrainingState, TrialMessage } from '../trial/trial.ts';
import type { Ended, Ending } from './ending.ts';
import type { SweepEvent } from './events.ts';
import type { WriteQueue } from './writeQueue.ts';

type Started = Extract<TrialMessage, { type: 'started' }>;

/** Records what happens to the trials of a run, with the time, and emits the event once that is committed. */
export class Facts {
  private readonly sweep: RunningSweep;
  private readonly writes: WriteQueue;
  private readonly onEvent: (event: SweepEvent) => void;
  /** Numbers of trials by their ending. */
  readonly counts = { completed: 0, pruned: 0, failed: 0, cancelled: 0 };
  /** Reports that may still join the write that waits for them. */
  private batch:
    | { reports: AttemptReport[]; announcements: (() => void)[]; written: Promise<void> }
    | undefined;
  /** States that wait to be written, by the number of their trial. */
  private readonly states = new Map<number, TrainingState>();
  /** States that trials begin with, by trial number, until the trials have begun. */
  private readonly found = new Map<number, FoundState>();
  /** Whether a heartbeat waits to be written. */
  private isBeating = false;

  constructor(sweep: RunningSweep, writes: WriteQueue, onEvent: (event: SweepEvent) => void) {
    this.sweep = sweep;
    this.writes = writes;
    this.onEvent = onEvent;
  }

  started(trial: PlannedTrial, { worker, resumed, refused }: Started): Promise<void> {
    this.batch = undefined;
    const at = this.sweep.moment();
    const state = this.found.get(trial.number);
    this.found.delete(trial.number);
    const start = {
      ...(resumed ? { resumedFrom: resumed.step } : {}),
      ...(resumed && state?.origin ? { origin: { ...state.origin, step: resumed.step } } : {}),
      ...(refused === undefined ? {} : { refused }),
    };
    return this.writes.add(
      () => this.sweep.startTrial(trial, worker, at, resumed, state),
      () => this.onEvent({ type: 'trial_started', trial, worker, sweepId: this.sweep.sweepId, ...start }),
    );
  }

  /** The state that a trial goes on from, for its job. */
  async stateOf(
    { number, resumesAfter }: PlannedTrial,
    reckoning: Reckoning | undefined,
  ): Promise<FoundState | undefined> {
    this.found.delete(number);
    if (resumesAfter === undefined && !reckoning) return undefined;
    await this.writes.add(
      () => this.sweep.trainingState(number, reckoning),
      (state) => state && this.found.set(number, state),
    );
    return this.found.get(number);
  }

  /** The steps that a trial has from its earlier attempts, once its first report is recorded. */
  async takenOver(trial: PlannedTrial): Promise<TakenOver | undefined> {
    return trial.attempt > 1 ? this.ask(() => this.sweep.takenOver(trial), undefined) : undefined;
  }

  /** See `RunningSweep.earlierReports`. */
  earlierReports(trial: PlannedTrial): Promise<number> {
    return this.ask(() => this.sweep.earlierReports(trial), 0);
  }

  /** The values of the sweep's metric that the current attempt at a trial has reported. */
  curveOf(number: number): Promise<Curve> {
    return this.ask(() => this.sweep.observe([number])[0]!.curve, []);
  }

  /**
   * Asks once all waiting writes are done, however long another process holds the file; `otherwise` if the
   * run ends before.
   */
  private async ask<T>(question: () => T, otherwise: T): Promise<T> {
    let answer = otherwise;
    await this.writes.add(question, (value) => {
      answer = value;
    });
    return answer;
  }

  /** Ends a trial that the steps which another trial did for it already prune; `step` is the last of them. */
  prunedBefore(trial: PlannedTrial, { step, elapsedMs }: Resumed, ending: Ending): Promise<void> {
    this.batch = undefined;
    const state = this.found.get(trial.number);
    this.found.delete(trial.number);
    const at = this.sweep.moment();
    const ended = { trial, worker: undefined, durationMs: elapsedMs, steps: step };
    return this.writes.add(
      () => {
        this.sweep.startTrial(trial, 0, at, { step, elapsedMs }, state);
        this.recordEnd(trial, ending, at);
      },
      () => this.announceEnd(ended, ending),
    );
  }

  /**
   * Takes a state. Of several states of a trial that wait to be written, the last one is written, and those
   * that others await: states are large, and a lock may last. `onWritten` is called once it is written.
   */
  reached(
    trial: PlannedTrial,
    { step, course, content }: TrainingState,
    isAwaited: boolean,
    onWritten: () => void,
  ): void {
    this.batch = undefined;
    const { number } = trial;
    const state = { step, course, content };
    const awaited = isAwaited ? state : undefined;
    this.states.set(number, state);
    const newest = () => (this.states.get(number)?.step === step ? this.states.get(number) : undefined);
    const record = (): boolean => {
      const recorded = awaited ?? newest();
      return recorded !== undefined && this.sweep.recordState(trial, recorded);
    };
    void this.writes.add(record, (isRecorded) => {
      if (newest()) this.states.delete(number);
      if (isRecorded) onWritten();
    });
  }

  /** Reports of one turn of the event loop are written together. */
  reported(
    trial: PlannedTrial,
    worker: number,
    { step, metrics, durationMs, digest }: StepReport,
  ): Promise<void> {
    const report = { step, metrics, durationMs, ...(digest === undefined ? {} : { digest }) };
    const { number, attempt } = trial;
    const announce = () => this.onEvent({ type: 'report', trial, worker, report });
    if (this.batch) {
      this.batch.reports.push({ number, attempt, ...report });
      this.batch.announcements.push(announce);
      return this.batch.written;
    }
    const reports: AttemptReport[] = [{ number, attempt, ...report }];
    const announcements = [announce];
    const written = this.writes.add(
      () => {
        this.batch = undefined;
        return this.sweep.recordSteps(reports);
      },
      () => {
        for (const each of announcements) each();
      },
    );
    this.batch = { reports, announcements, written };
    return written;
  }

  printed(
    trial: PlannedTrial,
    worker: number,
    { stream, text }: Extract<TrialMessage, { type: 'output' }>,
  ): Promise<void> {
    this.batch = undefined;
    return this.writes.add(
      () => this.sweep.recordOutput(trial, [{ stream, text }]),
      () => this.onEvent({ type: 'output', trial, worker, stream, text }),
    );
  }

  handedIn(trial: PlannedTrial, file: TrialFile): void {
    this.batch = undefined;
    void this.writes.add(() => this.sweep.recordFile(trial, file));
  }

  sampled(trial: PlannedTrial, sample: ResourceSample): void {
    this.batch = undefined;
    void this.writes.add(() => this.sweep.recordResources(trial, sample));
  }

  ended(ended: Ended, ending: Ending): Promise<void> {
    this.batch = undefined;
    const at = this.sweep.moment();
    return this.writes.add(
      () => this.recordEnd(ended.trial, ending, at),
      () => this.announceEnd(ended, ending),
    );
  }

  /** Records the end of a trial, within a transaction of the caller. */
  recordEnd(trial: PlannedTrial, { stored }: Ending, at: Moment): void {
    if (stored) this.sweep.endTrial(trial, stored, at);
    else this.sweep.requeueTrial(trial);
  }

  /** Emits the event of a trial's end; must be called once that end is committed. */
  announceEnd(ended: Ended, { announced }: Ending): void {
    if (announced.state !== 'queued') this.counts[announced.state]++;
    this.onEvent({ type: 'trial_ended', ...ended, ...announced });
  }

  heartbeat(): void {
    if (this.isBeating) return;
    this.isBeating = true;
    const afterwards = (): void => {
      this.isBeating = false;
    };
    void this.writes.add(() => this.sweep.heartbeat(), afterwards);
  }
}
