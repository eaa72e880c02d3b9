import type { ParameterValue } from '../configuration.ts';
import type { Metric, MetricValues } from '../metric/metric.ts';
import type { Floats, PythonValues } from '../trainable/program/floats.ts';
import type { StepReport, TrialState } from '../trial/trial.ts';

/**
 * The requests that a client written for another tracking server may make, in our words. A protocol
 * (`wandb/`) translates what it receives to this contract and knows nothing else. A request that a client
 * repeats because an answer was lost has no second effect. A wrong request is refused with a {@link Refusal},
 * which the protocol expresses in its own way; any other error is a defect of ours.
 */
export interface Tracker {
  /**
   * Begins a trial, or changes and continues the one with that key; absent fields stay unchanged. A trial
   * that had ended and is begun again (its host is given) runs again.
   */
  beginTrial(key: TrialKey, change: TrialChange): Promise<{ trial: TrialView; isNew: boolean }>;
  trial(key: TrialKey): Promise<TrialView | undefined>;
  /** In the order of their beginning. */
  trials(project: string): Promise<readonly TrialView[]>;
  /** Takes one delivery, whole or not at all, and returns whether the trial was asked to stop. */
  deliver(key: TrialKey, delivery: Delivery): Promise<{ stop: boolean }>;
  /** Appends a line of its own to the trial's output, such as an alert. */
  note(key: TrialKey, line: string): Promise<void>;
  /** Steps from `first` up to, but not including, `end`, ascending. */
  history(key: TrialKey, first: number, end: number): Promise<readonly LoggedStep[]>;

  /**
   * Keeps a file of a trial, replacing an earlier one of that name, or returns a sentence that says why not.
   * The content is read to its end in either case. If `isShown`, the file also appears on the trial's page.
   */
  keepFile(
    key: TrialKey,
    name: string,
    content: AsyncIterable<Uint8Array>,
    isShown: boolean,
  ): Promise<string | undefined>;
  files(key: TrialKey): Promise<readonly KeptFile[]>;
  readFile(key: TrialKey, name: string): Promise<Uint8Array | undefined>;
  /** The trials of a project that have files kept in a folder such as `artifacts/data`. */
  trialsWithFiles(project: string, folder: string): Promise<readonly TrialKey[]>;

  projects(): Promise<readonly string[]>;

  /**
   * Begins a sweep from the text of a sweep file (YAML, and so JSON) at once, without waiting for its first
   * agent.
   */
  beginSweep(project: string, text: string): Promise<{ sweep: SweepView; warnings: readonly string[] }>;
  sweep(id: string): Promise<SweepView | undefined>;
  sweeps(project: string): Promise<readonly SweepView[]>;
  steerSweep(id: string, wish: SweepWish): Promise<void>;

  /** Registers an agent, which from then on reports by {@link heartbeat} that it is alive; returns its id. */
  registerAgent(sweep: string, host: string): Promise<string>;
  agents(sweep: string): Promise<readonly AgentView[]>;
  /** Records that the agent is alive and runs the trials with these ids; returns its next order. */
  heartbeat(agent: string, running: readonly string[]): Promise<AgentOrder>;
}

/** A client chooses the ids of its trials, or gets them with a sweep's orders. */
export interface TrialKey {
  readonly project: string;
  readonly id: string;
}

export type Values = Readonly<Record<string, ParameterValue>>;

/** The facts that a client gives of a trial when it begins it, and later if something has changed. */
export interface TrialChange {
  readonly name?: string | undefined;
  /** The id of the sweep that it belongs to. */
  readonly sweep?: string | undefined;
  /** All parameters known by now; they replace the earlier ones. */
  readonly parameters?: Values | undefined;
  /** Which numbers of them are floats to Python even if they are whole, by the parameters' names. */
  readonly floats?: Readonly<Record<string, Floats>> | undefined;
  /**
   * Latest or final values, of any kind, that the client computes itself; they are added to the earlier ones.
   */
  readonly summary?: Values | undefined;
  readonly group?: string | undefined;
  readonly jobType?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly notes?: string | undefined;
  readonly host?: string | undefined;
  readonly program?: string | undefined;
  readonly commit?: string | undefined;
  /** Cores of the machine that it runs on. */
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
  /** True if it was given up because nothing was heard of it any more. */
  readonly silent: boolean;
  readonly exitCode: number | undefined;
  readonly stopAsked: boolean;
  /** In ms since 1970. */
  readonly createdAtMs: number;
  readonly heardAtMs: number;
  /** Number of delivered lines of either kind. */
  readonly historyLines: number;
  readonly outputLines: number;
  /** The latest step; undefined before the first. */
  readonly lastStep: number | undefined;
  /** Names of metrics, each with the number of steps that had it, and its value at the latest of them. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly latest: MetricValues;
}

/** A client's log of one step: numbers become metrics; `others` gives the kind of everything else by name. */
export interface LoggedStep {
  readonly step: number;
  /** Time since the trial began. */
  readonly runtimeMs: number | undefined;
  /** In ms since 1970. */
  readonly atMs: number | undefined;
  readonly metrics: StepReport['metrics'];
  readonly others: Readonly<Record<string, string>>;
}

/** A trial's use of its machine at a moment; null if unknown. */
export interface MachineUse {
  /** Time since the trial began. */
  readonly elapsedMs: number;
  /** Of all cores together: 100 means that every core is busy. */
  readonly cpuPercentOfAll: number | null;
  readonly memoryBytes: number | null;
  readonly gpuPercent: number | null;
  readonly gpuMemoryBytes: number | null;
}

/**
 * Consecutive lines; `offset` counts all lines of their kind before the first, so that repetitions are
 * recognized.
 */
export interface Lines<Line> {
  readonly offset: number;
  readonly lines: readonly Line[];
}

/** The part of a running trial's data that a client sends at once. */
export interface Delivery {
  readonly steps?: Lines<LoggedStep> | undefined;
  readonly output?: Lines<string> | undefined;
  readonly summary?: Values | undefined;
  readonly machine?: Lines<MachineUse> | undefined;
  /** The trial has ended; this is the last delivery. */
  readonly exitCode?: number | undefined;
}

export interface KeptFile {
  readonly name: string;
  readonly bytes: number;
  readonly updatedAtMs: number;
}

export type SweepState = 'running' | 'paused' | 'ended' | 'cancelled' | 'failed';

/** `end` starts no further trial; `cancel` also stops running ones. */
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
  /** Number of trials that it will have; undefined if it goes on until it is stopped. */
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

/** An agent's next action. */
export type AgentOrder =
  | {
      readonly kind: 'run';
      readonly trial: string;
      readonly parameters: PythonValues;
      readonly program?: string;
    }
  | { readonly kind: 'stop'; readonly trial: string }
  /** Nothing for now: the agent asks again. */
  | { readonly kind: 'wait' }
  /** The sweep has ended, and so should the agent. */
  | { readonly kind: 'exit' };

/** The refusal of a client's request: what is wrong and what would be right, in whole sentences. */
export class Refusal extends Error {
  readonly reason: 'invalid' | 'not_found' | 'forbidden' | 'conflict' | 'too_large';

  constructor(reason: Refusal['reason'], message: string) {
    super(message);
    this.name = 'Refusal';
    this.reason = reason;
  }
}
