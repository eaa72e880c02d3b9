import type { ParameterValue } from '../configuration.ts';
import type { Metric, MetricValues } from '../metric/metric.ts';
import type { PythonValues } from '../trainable/program/floats.ts';
import type { StepReport, TrialState } from '../trial/trial.ts';

/**
 * What a client that was written for another tracking server may ask of us, in our words. A protocol (`wandb/`)
 * translates what it hears to this contract and knows nothing else. Everything that a client repeats because an answer
 * was lost has no second effect. What a client asks wrongly is refused with a {@link Refusal}, which the protocol says in
 * its own way; any other error is a defect of ours.
 */
export interface Tracker {
  /**
   * Begins a trial, or changes and continues the one that has that key; what is absent stays as it was. One that had
   * ended, and is begun again (its host is said), runs again.
   */
  beginTrial(key: TrialKey, change: TrialChange): Promise<{ trial: TrialView; isNew: boolean }>;
  trial(key: TrialKey): Promise<TrialView | undefined>;
  /** In the order in which they began. */
  trials(project: string): Promise<readonly TrialView[]>;
  /** Takes one delivery, whole or not at all, and says whether the trial is asked to stop. */
  deliver(key: TrialKey, delivery: Delivery): Promise<{ stop: boolean }>;
  /** A line of its own in the trial's output, such as an alert. */
  note(key: TrialKey, line: string): Promise<void>;
  /** Steps from `first` up to, but not including, `end`, ascending. */
  history(key: TrialKey, first: number, end: number): Promise<readonly LoggedStep[]>;

  /**
   * Keeps a file of a trial in place of an earlier one of that name, or says as a sentence why not. The content
   * is read to its end in either case. What `isShown` stands on the trial's page, too.
   */
  keepFile(
    key: TrialKey,
    name: string,
    content: AsyncIterable<Uint8Array>,
    isShown: boolean,
  ): Promise<string | undefined>;
  files(key: TrialKey): Promise<readonly KeptFile[]>;
  readFile(key: TrialKey, name: string): Promise<Uint8Array | undefined>;
  /** Those trials of a project that have files kept in a folder such as `artifacts/data`. */
  trialsWithFiles(project: string, folder: string): Promise<readonly TrialKey[]>;

  projects(): Promise<readonly string[]>;

  /** Begins a sweep from the text of a sweep file (YAML, and so JSON); at once, without waiting for its first agent. */
  beginSweep(project: string, text: string): Promise<{ sweep: SweepView; warnings: readonly string[] }>;
  sweep(id: string): Promise<SweepView | undefined>;
  sweeps(project: string): Promise<readonly SweepView[]>;
  steerSweep(id: string, wish: SweepWish): Promise<void>;

  /** Registers an agent, which from now on says by {@link heartbeat} that it lives; returns its id. */
  registerAgent(sweep: string, host: string): Promise<string>;
  agents(sweep: string): Promise<readonly AgentView[]>;
  /** The agent lives and runs the trials of these ids: what is it to do next? */
  heartbeat(agent: string, running: readonly string[]): Promise<AgentOrder>;
}

/** A client chooses the ids of its trials, or is given them with a sweep's orders. */
export interface TrialKey {
  readonly project: string;
  readonly id: string;
}

export type Values = Readonly<Record<string, ParameterValue>>;

/** What a client says of a trial when it begins it, and later where something has changed. */
export interface TrialChange {
  readonly name?: string | undefined;
  /** The id of the sweep that it belongs to. */
  readonly sweep?: string | undefined;
  /** All parameters that are known by now, in place of those of before. */
  readonly parameters?: Values | undefined;
  /** Latest or final values that the client reckons itself, of any kind, beside those that it had. */
  readonly summary?: Values | undefined;
  readonly group?: string | undefined;
  readonly jobType?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly notes?: string | undefined;
  readonly host?: string | undefined;
  readonly program?: string | undefined;
  readonly commit?: string | undefined;
  /** Of the machine that it runs on. */
  readonly cores?: number | undefined;
}

/** A trial as clients read it. */
export interface TrialView extends Required<Omit<TrialChange, 'summary'>> {
  readonly key: TrialKey;
  /** Unique over all projects. */
  readonly storageId: string;
  readonly name: string;
  readonly parameters: Values;
  readonly summary: Values;
  readonly tags: readonly string[];
  readonly state: TrialState;
  /** True where it was given up, for nothing was heard of it any more. */
  readonly silent: boolean;
  readonly exitCode: number | undefined;
  readonly stopAsked: boolean;
  /** In ms since 1970. */
  readonly createdAtMs: number;
  readonly heardAtMs: number;
  /** Lines that were delivered of either kind. */
  readonly historyLines: number;
  readonly outputLines: number;
  /** The latest step; undefined before the first. */
  readonly lastStep: number | undefined;
  /** Names of metrics, each with how many steps had it, and its value at the latest of them. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly latest: MetricValues;
}

/** What a client logged at one step: numbers become metrics; `others` says by name what kind of thing else it was. */
export interface LoggedStep {
  readonly step: number;
  /** Since the trial began. */
  readonly runtimeMs: number | undefined;
  /** In ms since 1970. */
  readonly atMs: number | undefined;
  readonly metrics: StepReport['metrics'];
  readonly others: Readonly<Record<string, string>>;
}

/** What a trial takes of its machine at a moment; null where that is not known. */
export interface MachineUse {
  /** Since the trial began. */
  readonly elapsedMs: number;
  /** Of all cores together: 100 where each is busy. */
  readonly cpuPercentOfAll: number | null;
  readonly memoryBytes: number | null;
  readonly gpuPercent: number | null;
  readonly gpuMemoryBytes: number | null;
}

/** Lines that follow one another; `offset` counts all lines of their kind before the first, so that repeats are told. */
export interface Lines<Line> {
  readonly offset: number;
  readonly lines: readonly Line[];
}

/** What a client sends of a running trial at once. */
export interface Delivery {
  readonly steps?: Lines<LoggedStep> | undefined;
  readonly output?: Lines<string> | undefined;
  readonly summary?: Values | undefined;
  readonly machine?: Lines<MachineUse> | undefined;
  /** The trial has ended; the last that is said of it. */
  readonly exitCode?: number | undefined;
}

export interface KeptFile {
  readonly name: string;
  readonly bytes: number;
  readonly updatedAtMs: number;
}

export type SweepState = 'running' | 'paused' | 'ended' | 'cancelled' | 'failed';

/** `end` starts no further trial; `cancel` also stops those that run. */
export type SweepWish = 'pause' | 'resume' | 'end' | 'cancel';

export interface SweepView {
  readonly id: string;
  readonly project: string;
  readonly name: string;
  readonly text: string;
  readonly method: string;
  readonly metric: Metric | undefined;
  readonly state: SweepState;
  readonly createdAtMs: number;
  /** How many trials it will have; undefined where it goes on until it is stopped. */
  readonly plannedTrials: number | undefined;
}

export interface AgentView {
  readonly id: string;
  readonly host: string;
  readonly alive: boolean;
  readonly trials: number;
  readonly createdAtMs: number;
  readonly heardAtMs: number;
}

/** What an agent does next. */
export type AgentOrder =
  | {
      readonly kind: 'run';
      readonly trial: string;
      readonly parameters: PythonValues;
      readonly program?: string;
    }
  | { readonly kind: 'stop'; readonly trial: string }
  /** Nothing for now: it asks again. */
  | { readonly kind: 'wait' }
  /** The sweep has ended, and the agent with it. */
  | { readonly kind: 'exit' };

/** Why a request of a client is not followed: what is wrong and what would be right, as whole sentences. */
export class Refusal extends Error {
  readonly reason: 'invalid' | 'not_found' | 'forbidden' | 'conflict' | 'too_large';

  constructor(reason: Refusal['reason'], message: string) {
    super(message);
    this.name = 'Refusal';
    this.reason = reason;
  }
}
