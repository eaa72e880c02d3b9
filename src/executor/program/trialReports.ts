import type { MetricValues } from '../../metric/metric.ts';
import { readMetricLine } from '../../trainable/program/metricLine.ts';
import { StepAxis } from '../../trainable/program/stepAxis.ts';
import type { TrialMessage } from '../../trial/trial.ts';
import type { LiveOutput } from './liveOutput.ts';

/** More names are a mistake, such as a step within a name. */
const MOST_NAMES = 10_000;

/** The reports of a trial, over all its tries and all ways of reporting. */
export class TrialReports {
  private readonly trial: number;
  private readonly send: (message: TrialMessage) => unknown;
  private readonly output: LiveOutput;
  private readonly axis = new StepAxis();
  private readonly latest = new Map<string, number>();
  private readonly noted = new Set<string>();
  private reportedAt = performance.now();

  constructor(trial: number, send: (message: TrialMessage) => unknown, output: LiveOutput) {
    this.trial = trial;
    this.send = send;
    this.output = output;
  }

  /** The latest value of each metric. */
  get values(): MetricValues {
    return Object.fromEntries(this.latest);
  }

  /**
   * Reports the metrics of a line of output. Returns false if it has none; otherwise a promise to wait for,
   * if any.
   */
  takeLine(line: string): unknown {
    const metrics = readMetricLine(line);
    return metrics ? this.report(metrics) : false;
  }

  /** Returns false if the report has nothing but a step. */
  report(values: MetricValues, step?: number): unknown {
    const placed = this.axis.place(values, step);
    if (!placed) return false;
    const metrics = this.known(placed.metrics);
    for (const name of placed.repeated) {
      this.noteOnce(
        'repeated',
        `${name} was reported again at step ${placed.step}: its curve keeps the first value.`,
      );
    }
    const now = performance.now();
    const durationMs = now - this.reportedAt;
    this.reportedAt = now;
    return this.send({ type: 'report', trial: this.trial, step: placed.step, metrics, durationMs });
  }

  private known(metrics: MetricValues): MetricValues {
    for (const [name, value] of Object.entries(metrics)) {
      if (this.latest.size < MOST_NAMES || this.latest.has(name)) this.latest.set(name, value);
      else
        this.noteOnce(
          'names',
          `metrics of more than ${MOST_NAMES} names; ${name} and further ones are not kept.`,
        );
    }
    if (this.latest.size < MOST_NAMES) return metrics;
    return Object.fromEntries(Object.entries(metrics).filter(([name]) => this.latest.has(name)));
  }

  private noteOnce(topic: string, text: string): void {
    if (this.noted.has(topic)) return;
    this.noted.add(topic);
    this.output.note(text);
  }
}
