import { setTimeout } from 'node:timers/promises';
import type { MetricValues } from '../../metric/metric.ts';
import type { StepReport } from '../../trial/trial.ts';
import { type Archive, RUN_FILE, writeRunFile } from '../archive.ts';
import type { KeptFiles } from '../keptFiles.ts';
import type { SweepHost } from '../sweepHost.ts';
import {
  type AgentOrder,
  type AgentView,
  type Delivery,
  type KeptFile,
  type LoggedStep,
  type MachineUse,
  Refusal,
  type SweepView,
  type SweepWish,
  type Tracker,
  type TrialChange,
  type TrialKey,
  type TrialView,
} from '../tracker.ts';
import { ClientSweeps } from './sweeps.ts';
import { MemoryTrial } from './trial.ts';

/** A trial's use of its machine at a moment; `cpuPercent` is 100 if one core is busy. */
export type ResourceUse = Omit<MachineUse, 'cpuPercentOfAll'> & { readonly cpuPercent: number | null };

/** Most bytes of the files on a trial's page, together and for each. */
const MOST_SHOWN_BYTES = 64 * 2 ** 20;
const MOST_SHOWN_FILE_BYTES = 8 * 2 ** 20;

/** A client whose reports are judged is told in the answer to them whether to stop, if that is known so soon. */
const MOST_JUDGING_MS = 500;

/** Listens to incoming data, each item once and in order; a client waits for the returned promise. */
export interface TrialListener {
  reports?(trial: TrialView, reports: readonly StepReport[]): unknown;
  output?(trial: TrialView, lines: readonly string[]): unknown;
  uses?(trial: TrialView, samples: readonly ResourceUse[]): unknown;
  /** A file for the trial's page. */
  file?(trial: TrialView, name: string, content: Uint8Array): unknown;
  /** The file with its client's names for it, before its end. */
  runFile?(trial: TrialView, name: string, content: Uint8Array): unknown;
  /** It counts as failed because nothing was heard of it for so long. */
  lost?(trial: TrialView, silenceMs: number): unknown;
  /** With the final value of each metric. */
  ended?(trial: TrialView, exitCode: number, metrics: MetricValues): unknown;
}

export interface MemoryOptions {
  readonly files?: KeptFiles | undefined;
  readonly sweeps?: SweepHost | undefined;
  /** Read for data that is not in memory. */
  readonly archive?: Archive | undefined;
  readonly listener?: TrialListener | undefined;
  /** Number of the latest steps of each trial that are remembered. */
  readonly mostSteps?: number;
  /** A trial without a sweep counts as failed after this time without any message. */
  readonly silenceMs?: number;
}

/**
 * The contract's reference implementation: keeps everything but files in memory, as long as the process
 * lives.
 */
export class MemoryTracker implements Tracker {
  private readonly options: MemoryOptions;
  private readonly clientSweeps: ClientSweeps;
  private readonly byProject = new Map<string, Map<string, MemoryTrial>>();
  private begun = 0;

  constructor(options: MemoryOptions = {}) {
    this.options = options;
    this.clientSweeps = new ClientSweeps(options.sweeps, options.archive);
  }

  async beginTrial(key: TrialKey, change: TrialChange): Promise<{ trial: TrialView; isNew: boolean }> {
    this.clientSweeps.executorOf(key.id)?.hear(key.id);
    let trial = this.find(key) ?? this.fromArchive(key);
    const isNew = trial === undefined;
    if (!trial) {
      const trials = this.byProject.get(key.project) ?? new Map<string, MemoryTrial>();
      trial = new MemoryTrial(key, `${++this.begun}`, this.options.mostSteps ?? 100_000);
      this.byProject.set(key.project, trials.set(key.id, trial));
    }
    if (change.host !== undefined) trial.restart();
    const handed = this.clientSweeps.floatsOf(key.id);
    trial.change(
      change.parameters && handed ? { ...change, floats: { ...change.floats, ...handed } } : change,
    );
    return { trial: this.view(trial), isNew };
  }

  async trial(key: TrialKey): Promise<TrialView | undefined> {
    const trial = this.find(key);
    return trial ? this.view(trial) : this.options.archive?.trial(key);
  }

  async trials(project: string): Promise<readonly TrialView[]> {
    const archived = this.options.archive?.trials(project) ?? [];
    const own = [...(this.byProject.get(project)?.values() ?? [])].map((trial) => this.view(trial));
    const all = new Map([...archived, ...own].map((view) => [view.key.id, view]));
    return [...all.values()].sort((a, b) => a.createdAtMs - b.createdAtMs);
  }

  async deliver(key: TrialKey, delivery: Delivery): Promise<{ stop: boolean }> {
    const trial = this.find(key) ?? this.fromArchive(key) ?? this.required(key);
    const executor = this.clientSweeps.executorOf(key.id);
    if (executor?.stopAsked(key.id)) trial.askToStop();
    const isFirst = trial.steps.length === 0 && (delivery.steps?.lines.length ?? 0) > 0;
    const { reports, output, machine, ended } = trial.take(delivery);
    const { listener } = this.options;
    if (executor) {
      await Promise.race([
        executor.report(key.id, reports),
        setTimeout(MOST_JUDGING_MS, undefined, { ref: false }),
      ]);
      if (executor.stopAsked(key.id)) trial.askToStop();
    }
    if (reports.length > 0) await listener?.reports?.(this.view(trial), reports);
    if (output.length > 0) {
      executor?.output(key.id, `${output.join('\n')}\n`);
      await listener?.output?.(this.view(trial), output);
    }
    if (machine.length > 0) {
      const samples = machine.map((use) => resourceUse(use, this.view(trial).cores));
      for (const sample of samples) executor?.take(key.id, { type: 'resources', ...sample });
      await listener?.uses?.(this.view(trial), samples);
    }
    if (isFirst || ended) await this.sayRun(trial);
    if (ended) {
      const exitCode = delivery.exitCode!;
      const lastLines = trial.lastLines.join('\n');
      const metrics = trial.finalMetrics();
      executor?.end(key.id, { exitCode, metrics, lastLines });
      await listener?.ended?.(this.view(trial), exitCode, metrics);
    }
    const view = this.view(trial);
    return { stop: view.stopAsked && view.state === 'running' };
  }

  async note(key: TrialKey, line: string): Promise<void> {
    const trial = this.required(key);
    trial.print([line]);
    this.clientSweeps.executorOf(key.id)?.output(key.id, `${line}\n`);
    await this.options.listener?.output?.(this.view(trial), [line]);
  }

  async history(key: TrialKey, first: number, end: number): Promise<readonly LoggedStep[]> {
    const trial = this.find(key);
    if (!trial && this.options.archive?.trial(key)) return this.options.archive.history(key, first, end);
    return this.required(key).steps.filter(({ step }) => step >= first && step < end);
  }

  async keepFile(
    key: TrialKey,
    name: string,
    content: AsyncIterable<Uint8Array>,
    isShown: boolean,
  ): Promise<string | undefined> {
    const { files } = this.options;
    if (!files) {
      for await (const _ of content);
      return `${name} is not kept: files are not kept here.`;
    }
    return (await files.keep(key, name, content)) ?? (isShown ? this.show(key, name) : undefined);
  }

  /** Stores with a trial its client's names for it, while it can still be written. */
  private async sayRun(trial: MemoryTrial): Promise<void> {
    if (!this.options.archive) return;
    const content = writeRunFile(this.view(trial));
    this.clientSweeps.executorOf(trial.key.id)?.take(trial.key.id, { type: 'file', path: RUN_FILE, content });
    await this.options.listener?.runFile?.(this.view(trial), RUN_FILE, content);
  }

  /** Finds a trial that an earlier process knew, to go on with it. */
  private fromArchive(key: TrialKey): MemoryTrial | undefined {
    const { archive, mostSteps = 100_000 } = this.options;
    const view = archive?.trial(key);
    if (!view) return undefined;
    const trial = new MemoryTrial(key, view.storageId, mostSteps, view);
    trial.remember(archive!.history(key, 0, Number.POSITIVE_INFINITY));
    const trials = this.byProject.get(key.project) ?? new Map<string, MemoryTrial>();
    this.byProject.set(key.project, trials.set(key.id, trial));
    return trial;
  }

  /** Puts a kept file on the page of its trial, or returns why not. */
  private async show(key: TrialKey, name: string): Promise<string | undefined> {
    const trial = this.find(key);
    const content = await this.options.files!.read(key, name);
    if (!trial || !content) return undefined;
    const { shown } = trial;
    const others = [...shown].reduce((sum, [other, bytes]) => sum + (other === name ? 0 : bytes), 0);
    if (content.length > MOST_SHOWN_FILE_BYTES || others + content.length > MOST_SHOWN_BYTES)
      return `${name} is kept, but not shown on the page: a file there has 8 MiB at most, all of a trial 64 MiB.`;
    shown.set(name, content.length);
    this.clientSweeps.executorOf(key.id)?.take(key.id, { type: 'file', path: name, content });
    await this.options.listener?.file?.(this.view(trial), name, content);
    return undefined;
  }

  async files(key: TrialKey): Promise<readonly KeptFile[]> {
    const archived = this.options.archive?.files(key) ?? [];
    const kept = (await this.options.files?.list(key)) ?? [];
    const all = new Map([...archived, ...kept].map((file) => [file.name, file]));
    return [...all.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async readFile(key: TrialKey, name: string): Promise<Uint8Array | undefined> {
    return (await this.options.files?.read(key, name)) ?? this.options.archive?.readFile(key, name);
  }

  async trialsWithFiles(project: string, folder: string): Promise<readonly TrialKey[]> {
    const { files } = this.options;
    const keys = (await this.trials(project)).map(({ key }) => key);
    const isThere = await Promise.all(keys.map((key) => files?.has(key, folder)));
    return keys.filter((_, index) => isThere[index]);
  }

  /** Ends the trials without a sweep that have been silent for too long; to be called from time to time. */
  async endSilent(): Promise<void> {
    const trials = [...this.byProject.values()].flatMap((byId) => [...byId.values()]);
    for (const trial of trials) {
      const view = this.view(trial);
      if (!view.silent || !trial.giveUp() || view.sweep !== undefined) continue;
      await this.options.listener?.lost?.(view, this.silenceMs);
    }
  }

  async projects(): Promise<readonly string[]> {
    return [...new Set([...(this.options.archive?.projects() ?? []), ...this.byProject.keys()])];
  }

  beginSweep(project: string, text: string): Promise<{ sweep: SweepView; warnings: readonly string[] }> {
    if (!this.byProject.has(project)) this.byProject.set(project, new Map());
    return this.clientSweeps.begin(project, text);
  }

  async sweep(id: string): Promise<SweepView | undefined> {
    return this.clientSweeps.find(id);
  }

  async sweeps(project: string): Promise<readonly SweepView[]> {
    return this.clientSweeps.all(project);
  }

  async steerSweep(id: string, wish: SweepWish): Promise<void> {
    await this.clientSweeps.steer(id, wish);
  }

  async registerAgent(sweep: string, host: string): Promise<string> {
    return this.clientSweeps.register(sweep, host);
  }

  async agents(sweep: string): Promise<readonly AgentView[]> {
    return this.clientSweeps.agents(sweep);
  }

  async heartbeat(agent: string, running: readonly string[]): Promise<AgentOrder> {
    return this.clientSweeps.beat(agent, running);
  }

  private find({ project, id }: TrialKey): MemoryTrial | undefined {
    return this.byProject.get(project)?.get(id);
  }

  private required(key: TrialKey): MemoryTrial {
    const trial = this.find(key);
    if (!trial) throw new Refusal('not_found', `There is no run ${key.id} in the project ${key.project}.`);
    return trial;
  }

  private view(trial: MemoryTrial): TrialView {
    return trial.view(this.silenceMs);
  }

  private get silenceMs(): number {
    return this.options.silenceMs ?? 300_000;
  }
}

function resourceUse({ cpuPercentOfAll, ...use }: MachineUse, cores: number | undefined): ResourceUse {
  const isKnown = cpuPercentOfAll !== null && cores !== undefined;
  return { ...use, cpuPercent: isKnown ? cpuPercentOfAll * cores : null };
}
