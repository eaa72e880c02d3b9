import type { ParameterValue } from '../../configuration.ts';
import type { MetricValues } from '../../metric/metric.ts';
import type { StepReport } from '../../trial/trial.ts';
import type {
  Delivery,
  Lines,
  LoggedStep,
  MachineUse,
  TrialChange,
  TrialKey,
  TrialView,
} from '../tracker.ts';

/** The part of a delivery that is new. */
export interface News {
  readonly reports: readonly StepReport[];
  readonly output: readonly string[];
  readonly machine: readonly MachineUse[];
  readonly ended: boolean;
}

type Changing = { -readonly [Name in keyof TrialView]: TrialView[Name] };

/** A client's trial in memory: its facts, and its latest steps and lines of output. */
export class MemoryTrial {
  readonly steps: LoggedStep[] = [];
  /** Size of each file on its page. */
  readonly shown = new Map<string, number>();
  /** The end of its output. */
  readonly lastLines: string[] = [];
  private readonly at: Changing;
  private readonly counts = new Map<string, number>();
  private readonly latest = new Map<string, number>();
  private readonly mostSteps: number;
  private lastMs = 0;
  /** Whether its next steps are sent with all earlier ones, as they are another attempt. */
  private hasToSayAll = false;
  /**
   * Numbers of lines received, by which repeated deliveries are recognized; 0 again when the trial is begun
   * again.
   */
  private had = { steps: 0, output: 0, machine: 0 };

  /** `earlier` is what is known of it from before. */
  constructor(key: TrialKey, storageId: string, mostSteps: number, earlier?: TrialView) {
    const now = Date.now();
    this.mostSteps = mostSteps;
    this.at = {
      key,
      storageId,
      name: key.id,
      sweep: undefined,
      parameters: {},
      floats: undefined,
      summary: {},
      group: undefined,
      jobType: undefined,
      tags: [],
      notes: undefined,
      host: undefined,
      program: undefined,
      commit: undefined,
      cores: undefined,
      state: 'running',
      silent: false,
      exitCode: undefined,
      stopAsked: false,
      createdAtMs: now,
      heardAtMs: now,
      historyLines: 0,
      outputLines: 0,
      lastStep: undefined,
      metrics: {},
      latest: {},
      ...earlier,
    };
    this.hasToSayAll = earlier !== undefined;
  }

  get key(): TrialKey {
    return this.at.key;
  }

  /** Takes steps that were reported before. */
  remember(steps: readonly LoggedStep[]): void {
    for (const step of steps) this.takeStep(step);
    this.had.steps = steps.length;
  }

  /** The trial as it is now; a silent one counts as failed. */
  view(silenceMs: number): TrialView {
    const silent =
      this.at.silent || (this.at.state === 'running' && Date.now() - this.at.heardAtMs > silenceMs);
    const state = silent ? 'failed' : this.at.state;
    const [metrics, latest] = [Object.fromEntries(this.counts), Object.fromEntries(this.latest)];
    return { ...this.at, metrics, latest, silent, state };
  }

  change(change: TrialChange): void {
    const given = Object.entries(change).filter(([, value]) => value !== undefined);
    const { summary, ...others } = Object.fromEntries(given) as TrialChange;
    Object.assign(this.at, others);
    if (summary) this.at.summary = { ...this.at.summary, ...summary };
    this.at.heardAtMs = Date.now();
  }

  /**
   * An ended trial is begun again under its key, by a client that goes on from its last line, or from the
   * first.
   */
  restart(): void {
    if (this.at.state === 'running') return;
    this.hasToSayAll = true;
    this.goOn();
    this.had = { steps: 0, output: 0, machine: 0 };
  }

  /** Marks it as failed because it is silent; false if it had ended before. */
  giveUp(): boolean {
    if (this.at.state !== 'running') return false;
    Object.assign(this.at, { state: 'failed', silent: true });
    return true;
  }

  /** One that was done before its last reports were judged counts as stopped, too. */
  askToStop(): void {
    this.at.stopAsked = true;
    if (this.at.state === 'completed') this.at.state = 'cancelled';
  }

  /** The client's last values, which replace those of the latest steps; `loss.min` for `{loss: {min: …}}`. */
  finalMetrics(): MetricValues {
    const own: Record<string, number> = {};
    const take = (name: string, value: ParameterValue) => {
      if (typeof value === 'number') own[name] = value;
      else if (typeof value === 'object' && value !== null && !Array.isArray(value) && !('_type' in value))
        for (const [inner, each] of Object.entries(value)) take(`${name}.${inner}`, each);
    };
    for (const [name, value] of Object.entries(this.at.summary)) take(name, value);
    return { ...Object.fromEntries(this.latest), ...own };
  }

  take({ steps, output, summary, machine, exitCode }: Delivery): News {
    this.at.heardAtMs = Date.now();
    if (steps?.offset === 0 && this.had.steps === 0) this.forgetSteps();
    const reports: StepReport[] = [];
    for (const [line, step] of newLines(steps, this.had.steps)) {
      reports.push(this.takeStep(step));
      this.at.historyLines = this.had.steps = line + 1;
    }
    const printed: string[] = [];
    for (const [line, text] of newLines(output, this.had.output)) {
      printed.push(text);
      this.at.outputLines = this.had.output = line + 1;
    }
    const used = newLines(machine, this.had.machine).map(([line, use]) => {
      this.had.machine = line + 1;
      return use;
    });
    if (reports.length > 0 && this.at.state !== 'running') {
      this.hasToSayAll ||= this.at.silent;
      this.goOn();
    }
    if (reports.length > 0 && this.hasToSayAll) {
      reports.splice(0, reports.length, ...this.steps.map(asReport));
      this.hasToSayAll = false;
    }
    this.print(printed);
    if (reports.length > 0) this.at.summary = { ...this.at.summary, ...Object.fromEntries(this.latest) };
    if (summary) this.at.summary = { ...this.at.summary, ...summary };
    const ended = exitCode !== undefined && this.at.state === 'running';
    if (ended) {
      const state = this.at.stopAsked ? 'cancelled' : exitCode === 0 ? 'completed' : 'failed';
      Object.assign(this.at, { exitCode, state });
    }
    return { reports, output: printed, machine: used, ended };
  }

  print(lines: readonly string[]): void {
    this.lastLines.push(...lines.slice(-20));
    this.lastLines.splice(0, this.lastLines.length - 20);
  }

  private goOn(): void {
    Object.assign(this.at, { state: 'running', silent: false, exitCode: undefined, stopAsked: false });
  }

  private forgetSteps(): void {
    this.steps.length = 0;
    this.counts.clear();
    this.latest.clear();
    this.at.lastStep = undefined;
    this.lastMs = 0;
  }

  private takeStep(step: LoggedStep): StepReport {
    for (const [name, value] of Object.entries(step.metrics)) {
      this.latest.set(name, value);
      this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    }
    if (this.at.lastStep === undefined || step.step > this.at.lastStep) this.at.lastStep = step.step;
    if (this.mostSteps > 0) this.steps.push(step);
    if (this.steps.length > this.mostSteps * 1.1) this.steps.splice(0, this.steps.length - this.mostSteps);
    const passedMs = step.runtimeMs ?? this.lastMs;
    const durationMs = Math.max(0, passedMs - this.lastMs);
    this.lastMs = Math.max(this.lastMs, passedMs);
    return { step: step.step, metrics: step.metrics, durationMs };
  }
}

/** The lines of a delivery that are new, each with its index among all. */
function newLines<Line>(lines: Lines<Line> | undefined, had: number): [number, Line][] {
  if (!lines) return [];
  const from = Math.max(0, had - lines.offset);
  return lines.lines.slice(from).map((line, index) => [lines.offset + from + index, line]);
}

function asReport({ step, metrics, runtimeMs = 0 }: LoggedStep, index: number, all: readonly LoggedStep[]) {
  return { step, metrics, durationMs: Math.max(0, runtimeMs - (all[index - 1]?.runtimeMs ?? 0)) };
}
