import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { toWire } from '../../errors.ts';
import type { ProgramSetup } from '../../trainable/program/program.ts';
import type { TrialJob, TrialMessage, TrialOutcome } from '../../trial/trial.ts';
import type { Executor } from '../executor.ts';
import { Keeper } from './keeper.ts';
import { ProgramTrial, removeIfEmpty } from './programTrial.ts';
import { ReportServer } from './reportServer.ts';
import { ResourceSampler } from './resourceSampler.ts';
import type { TrialEndpoint } from './trialEndpoint.ts';

export interface ProgramExecutorOptions {
  readonly slots: number;
  /** The absolute folder of the trials' folders, `SWEEP/TRIAL`; it is made when it is needed. */
  readonly files: string;
  /** The longest `graceMs` of its trials. */
  readonly graceMs: number;
  /** The value of `${interpreter}`. */
  readonly interpreter: string;
  readonly fingerprint?: string;
  /** Further ways in which programs report. */
  readonly endpoints?: readonly TrialEndpoint[];
  /** Interval at which processes are sampled. */
  readonly sampleMs?: number;
}

/** Runs each trial as a process of its own, in a group with all that it starts; the group ends with it. */
export class ProgramExecutor implements Executor {
  readonly slots: number;
  private readonly options: ProgramExecutorOptions;
  private readonly runId = randomBytes(16).toString('hex');
  private readonly keeper: Keeper;
  private readonly server: ReportServer;
  private readonly sampler: ResourceSampler;
  private readonly free: number[];
  private readonly trials = new Map<number, ProgramTrial>();
  private readonly running = new Set<Promise<unknown>>();
  /** Trials that are starting, and whether they were asked to stop before they had started. */
  private readonly beginning = new Map<number, boolean>();
  private isStopped = false;

  constructor(options: ProgramExecutorOptions) {
    this.options = options;
    this.slots = options.slots;
    this.free = Array.from({ length: options.slots }, (_, slot) => slot);
    this.keeper = new Keeper(this.runId, options.graceMs);
    this.server = new ReportServer(options.endpoints ?? []);
    this.sampler = new ResourceSampler(options.sampleMs);
  }

  async submit(job: TrialJob, onMessage: (message: TrialMessage) => unknown): Promise<TrialOutcome> {
    const slot = this.free.shift();
    if (slot === undefined) throw new RangeError(`all ${this.slots} slots are taken`);
    const task = this.run(job as TrialJob<ProgramSetup>, slot, onMessage);
    this.running.add(task);
    try {
      return await task;
    } finally {
      this.running.delete(task);
      this.beginning.delete(job.trial);
      this.free.push(slot);
      this.free.sort((a, b) => a - b);
    }
  }

  stop(): void {
    this.isStopped = true;
    for (const trial of this.trials.values()) trial.stop();
  }

  stopTrial(trial: number): void {
    if (this.beginning.has(trial)) this.beginning.set(trial, true);
    this.trials.get(trial)?.stop();
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.running);
    await Promise.all([this.server.close(), this.keeper.close()]);
    removeIfEmpty(this.options.files);
  }

  private async run(
    job: TrialJob<ProgramSetup>,
    slot: number,
    send: (message: TrialMessage) => unknown,
  ): Promise<TrialOutcome> {
    let origin: string;
    this.beginning.set(job.trial, false);
    try {
      this.keeper.start();
      origin = await this.server.origin();
    } catch (error) {
      return { state: 'unavailable', error: toWire(error, 'trial_crashed') };
    }
    const { files, endpoints = [], interpreter, fingerprint } = this.options;
    const directory = join(files, String(job.sweep.id), String(job.trial));
    const trial = new ProgramTrial(
      job,
      {
        slot,
        run: this.runId,
        token: randomBytes(16).toString('hex'),
        origin,
        directory,
        keeper: this.keeper,
        endpoints,
        interpreter,
        fingerprint,
      },
      send,
    );
    this.trials.set(job.trial, trial);
    if (this.isStopped || this.beginning.get(job.trial)) trial.stop();
    this.beginning.delete(job.trial);
    this.server.serve(trial);
    const unwatch = this.sampler.watch(trial);
    try {
      return await trial.run();
    } finally {
      unwatch();
      this.server.end(trial);
      this.trials.delete(job.trial);
    }
  }
}
