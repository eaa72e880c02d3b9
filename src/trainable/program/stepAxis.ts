import type { MetricValues } from '../../metric/metric.ts';

/** Names of the step, the finest first. */
const STEP_NAMES = ['step', '_step', 'global_step', 'iteration', 'epoch'] as const;

/** Metrics at their step. */
export interface PlacedMetrics {
  readonly step: number;
  readonly metrics: MetricValues;
  /** Metrics that had a value at this step before, which the curve keeps. */
  readonly repeated: readonly string[];
}

/**
 * Assigns a program's reports to the steps of its trial, in the order of reporting. The first of {@link
 * STEP_NAMES} that holds a whole number gives the step from then on; others of them are metrics. A report
 * without a step belongs to the step in progress, unless it repeats a metric of that step: then it begins the
 * next.
 */
export class StepAxis {
  private name: string | undefined;
  private step: number | undefined;
  private readonly reported = new Set<string>();

  /** Undefined if the report has nothing but a step. */
  place(values: MetricValues, step?: number): PlacedMetrics | undefined {
    this.name ??= step === undefined ? STEP_NAMES.find((name) => isStep(values[name])) : undefined;
    const reported =
      step ?? (this.name !== undefined && isStep(values[this.name]) ? values[this.name] : undefined);
    const metrics = step === undefined && reported !== undefined ? without(values, this.name!) : values;
    if (Object.keys(metrics).length === 0) return undefined;
    // An epoch that is reported with many steps repeats nothing.
    const names = Object.keys(metrics).filter((name) => !isStepName(name));
    this.moveTo(reported ?? this.following(names));
    const repeated = names.filter((name) => this.reported.has(name));
    for (const name of names) this.reported.add(name);
    return { step: this.step!, metrics, repeated };
  }

  private following(names: readonly string[]): number {
    if (this.step === undefined) return 1;
    return names.some((name) => this.reported.has(name)) ? this.step + 1 : this.step;
  }

  private moveTo(step: number): void {
    if (step !== this.step) this.reported.clear();
    this.step = step;
  }
}

function isStepName(name: string): boolean {
  return (STEP_NAMES as readonly string[]).includes(name);
}

function isStep(value: number | undefined): value is number {
  return Number.isSafeInteger(value) && value! >= 0;
}

function without(values: MetricValues, name: string): MetricValues {
  return Object.fromEntries(Object.entries(values).filter(([each]) => each !== name));
}
