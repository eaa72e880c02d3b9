import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { systemCode, toWire, type WireError } from '../../errors.ts';
import { argumentsJson, commandLine, needsArgumentsFile } from '../../trainable/program/command.ts';
import type { ProgramSetup } from '../../trainable/program/program.ts';
import { JudgedReports } from '../../trial/judgedReports.ts';
import type { TrialJob, TrialMessage, TrialOutcome } from '../../trial/trial.ts';
import { failureOf, timeoutFailure } from './failure.ts';
import { type Keeper, RUN_VARIABLE } from './keeper.ts';
import { LiveOutput } from './liveOutput.ts';
import type { Sampled } from './resourceSampler.ts';
import type { ServedTrial, TrialEndpoint } from './trialEndpoint.ts';
import { TrialProcess } from './trialProcess.ts';
import { TrialReports } from './trialReports.ts';

/** Longest time of a Node timer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The resources that a trial gets from its executor. */
export interface TrialPlace {
  readonly slot: number;
  readonly run: string;
  readonly token: string;
  readonly origin: string;
  readonly directory: string;
  readonly keeper: Keeper;
  readonly endpoints: readonly TrialEndpoint[];
  readonly interpreter: string;
  readonly fingerprint: string | undefined;
}

type ProgramJob = TrialJob<ProgramSetup>;

/** A trial that is run by processes, one after another if it is tried again. */
export class ProgramTrial implements ServedTrial, Sampled {
  readonly job: ProgramJob;
  readonly token: string;
  readonly origin: string;
  readonly directory: string;
  private readonly place: TrialPlace;
  private readonly send: (message: TrialMessage) => unknown;
  private readonly output: LiveOutput;
  private readonly reports: TrialReports;
  private readonly judged: JudgedReports | undefined;
  /** Endpoints that know of the trial. */
  private readonly informed: TrialEndpoint[] = [];
  private process: TrialProcess | undefined;
  private isStopped = false;
  private isTimedOut = false;
  private hasEnded = false;

  constructor(job: ProgramJob, place: TrialPlace, send: (message: TrialMessage) => unknown) {
    this.job = job;
    this.token = place.token;
    this.origin = place.origin;
    this.directory = place.directory;
    this.place = place;
    this.send = send;
    this.output = new LiveOutput(job.trial, send);
    const isStopped = (): boolean => this.isStopped;
    this.judged = job.isJudged ? new JudgedReports(send, isStopped) : undefined;
    const report = (message: TrialMessage) => this.judged?.tell(message) ?? send(message);
    this.reports = new TrialReports(job.trial, report, this.output);
  }

  pid(): number | undefined {
    return this.process?.pid;
  }

  take(use: Parameters<Sampled['take']>[0]): void {
    if (!this.hasEnded) this.send({ type: 'resources', trial: this.job.trial, ...use });
  }

  async report(...[metrics, step]: Parameters<ServedTrial['report']>): Promise<void> {
    if (!this.hasEnded) await this.reports.report(metrics, step);
  }

  print(text: string): void {
    if (!this.hasEnded) this.output.add('stdout', text);
  }

  handIn(path: string, content: Uint8Array): void {
    if (!this.hasEnded) this.send({ type: 'file', trial: this.job.trial, path, content });
  }

  stop(): void {
    this.isStopped = true;
    this.process?.stop();
  }

  /** Runs the trial to its end; no message follows. */
  async run(): Promise<TrialOutcome> {
    const { trial, setup } = this.job;
    const beganAt = performance.now();
    this.send({ type: 'started', trial, worker: this.place.slot });
    const { timeoutMs } = setup;
    const deadline =
      timeoutMs === undefined || timeoutMs > LONGEST_TIMER_MS
        ? undefined
        : setTimeout(() => {
            this.isTimedOut = true;
            this.process?.stop();
          }, timeoutMs);
    try {
      const error = await this.tries();
      await this.judged?.answered;
      if (this.isStopped) return { state: 'stopped' };
      if (error) return { state: 'failed', error };
      const { fingerprint } = this.place;
      const metrics = this.reports.values;
      if (Object.keys(metrics).length === 0) this.output.note('the program reported no metric.');
      const durationMs = performance.now() - beganAt;
      return {
        state: 'completed',
        result: { metrics, durationMs, ...(fingerprint === undefined ? {} : { fingerprint }) },
      };
    } catch (error) {
      return { state: 'failed', error: toWire(error, 'trial_crashed') };
    } finally {
      clearTimeout(deadline);
      this.output.flush();
      this.hasEnded = true;
      for (const endpoint of this.informed) endpoint.ended(this);
      removeIfEmpty(this.directory);
      removeIfEmpty(dirname(this.directory));
    }
  }

  /** Why the last try failed, if it did. */
  private async tries(): Promise<WireError | undefined> {
    const { setup, configuration } = this.job;
    const problem = this.makeFolder();
    if (problem) return problem;
    const environment = await this.environment();
    const words = commandLine(setup, configuration, {
      platform: process.platform,
      interpreter: this.place.interpreter,
      argumentsFile: this.argumentsFile,
      environment: process.env,
    });
    for (let retry = 0; ; retry++) {
      if (this.isStopped) return undefined;
      if (this.isTimedOut) return timeoutFailure(setup.timeoutMs!);
      const error = await this.tryOnce(words, { ...environment, SWEEP_RETRY: String(retry) });
      if (this.isTimedOut && error) return timeoutFailure(setup.timeoutMs!);
      if (!error || error.code === 'program_not_found' || retry === setup.retries) return error;
      if (!this.isStopped) {
        this.output.note(`${error.message} It is tried again (${retry + 1} of ${setup.retries}).`);
      }
    }
  }

  private async tryOnce(
    words: readonly string[],
    environment: NodeJS.ProcessEnv,
  ): Promise<WireError | undefined> {
    const { setup } = this.job;
    this.output.begin();
    this.process = new TrialProcess(
      {
        words,
        directory: setup.directory,
        environment,
        mark: this.token,
        graceMs: setup.graceMs,
        onPiece: (stream, { text, whole }) => {
          const taken = whole && stream === 'stdout' ? this.reports.takeLine(text) : false;
          if (taken === false) this.output.add(stream, text);
          return taken;
        },
      },
      this.place.keeper,
    );
    const end = await this.process.ended;
    const error = failureOf(end, words, this.output.lastLine());
    if (end.left > 0 && !this.isStopped) {
      this.output.note(`${end.left} of its processes still ran when the program had ended, and were ended.`);
    }
    return error;
  }

  private get argumentsFile(): string {
    return join(this.directory, 'parameters.json');
  }

  private makeFolder(): WireError | undefined {
    try {
      mkdirSync(this.directory, { recursive: true });
      if (needsArgumentsFile(this.job.setup)) {
        writeFileSync(this.argumentsFile, argumentsJson(this.job.configuration, this.job.setup.floats));
      }
      return undefined;
    } catch (error) {
      const code = systemCode(error) === 'ENOSPC' ? 'disk_full' : 'trial_crashed';
      const why = error instanceof Error ? error.message : String(error);
      return { code, message: `The folder of the trial cannot be made: ${why}` };
    }
  }

  private async environment(): Promise<NodeJS.ProcessEnv> {
    const { job, origin, token, directory, place } = this;
    const { NO_PROXY = process.env.no_proxy, no_proxy = NO_PROXY } = process.env;
    const ours = {
      [RUN_VARIABLE]: place.run,
      SWEEP_PARAMETERS: argumentsJson(job.configuration, job.setup.floats),
      SWEEP_TRIAL: String(job.trial),
      SWEEP_SWEEP: String(job.sweep.id),
      SWEEP_NAME: job.sweep.name,
      SWEEP_SEED: String(job.seed),
      SWEEP_WORKER: String(place.slot),
      SWEEP_DIRECTORY: directory,
      SWEEP_EPOCH_LIMIT: job.stepLimit === undefined ? '' : String(job.stepLimit),
      SWEEP_URL: `${origin}/trials/${token}`,
      // A user's proxy would look for the address on another machine.
      NO_PROXY: withLoopback(NO_PROXY),
      no_proxy: withLoopback(no_proxy),
    };
    // Python would hold back its output into a pipe until 8 KiB are full.
    const environment = { PYTHONUNBUFFERED: '1', ...process.env, ...ours };
    for (const endpoint of place.endpoints) {
      this.informed.push(endpoint);
      Object.assign(environment, await endpoint.environment(this));
    }
    return environment;
  }
}

function withLoopback(hosts: string | undefined): string {
  return [...(hosts ? [hosts] : []), '127.0.0.1', 'localhost'].join(',');
}

/** Leaves a folder that has files in it; a missing one is no error. */
export function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Any other reason leaves it, too.
  }
}
