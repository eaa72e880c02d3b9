import type { ChalkInstance } from 'chalk';
import { duration, plural } from '../../format.ts';
import { metricInfo } from '../../metric/catalogue.ts';
import type { PlannedTrial } from '../../store/store.ts';
import type { SweepEvent } from '../../sweep/events.ts';
import { shortValue } from '../../trial/varying.ts';
import { textWidth } from '../format/terminal.ts';
import { LaneLayout } from './laneLayout.ts';
import type { Lane, Progress } from './progress.ts';
import type { Wording } from './wording.ts';

/** Metrics of a running trial, where there is room for them. */
const MOST_METRICS = 5;
/** Of a search without end, the widths of the first trials tell those of the others. */
const MOST_MEASURED = 10_000;

/** The lines of a live display about running trials, one for each worker. */
export class Lanes {
  private readonly progress: Progress;
  private readonly wording: Wording;
  private readonly chalk: ChalkInstance;
  private workers = 0;
  /** Widths of the widest cell so far, so that columns stay where they are. */
  private readonly widths = new Map<string, number>();
  private readonly metrics: Set<string>;

  constructor(progress: Progress, wording: Wording, chalk: ChalkInstance) {
    this.progress = progress;
    this.wording = wording;
    this.chalk = chalk;
    const { ranked, results } = wording;
    this.metrics = new Set([ranked, ...results.runningMetrics(ranked)]);
  }

  onEvent(event: SweepEvent): void {
    if (event.type === 'sweep_started') this.workers = event.workers;
    if (event.type === 'sweep_started' || event.type === 'trials_added')
      for (const trial of event.trials.slice(0, MOST_MEASURED)) this.measure(trial);
    if (event.type === 'trial_started') this.measure(event.trial);
    if (event.type === 'report' && this.metrics.size < MOST_METRICS)
      for (const name of this.wording.results.stepMetrics(this.wording.ranked, event.report.metrics))
        if (this.metrics.size < MOST_METRICS) this.metrics.add(name);
  }

  /** A heading and a line or two for each running trial, as many as fit into that many rows. */
  lines(width: number, rows: number): string[] {
    const layout = this.layout(width);
    const { dim } = this.chalk;
    const texts = Array.from({ length: this.workers }, (_, worker) => {
      const lane = this.progress.lanes.get(worker);
      if (lane) return layout.lines(this.cells(lane));
      return [dim(` ${this.idle}`), ...(layout.isStacked ? [''] : [])];
    });
    const lines = texts.flat();
    if (lines.length < rows) return [dim(layout.heading), ...lines];
    const room = Math.max(0, Math.floor((rows - 2) / (layout.isStacked ? 2 : 1)));
    const left = texts.length - room;
    return [dim(layout.heading), ...texts.slice(0, room).flat(), dim(` and ${plural(left, 'other worker')}`)];
  }

  /** `#12` and the values in which it differs from others, in the columns of running trials. */
  nameOf(trial: PlannedTrial, width: number): string {
    this.measure(trial);
    const number = `#${trial.number}`.padStart(this.width('trial'));
    return [number, this.layout(width).parametersOf(this.values(trial))].filter(Boolean).join('  ');
  }

  private layout(width: number): LaneLayout {
    const { wording, progress } = this;
    const lanes = [...progress.lanes.values()];
    const parts = {
      trialWidth: this.width('trial'),
      parameters: this.names.map((name) => ({ title: name, width: this.width(`parameter ${name}`) })),
      step: { title: wording.stepName, width: Math.max(wording.stepName.length, this.width('step')) },
      hasBar: lanes.length === 0 || lanes.some(({ plannedSteps }) => plannedSteps !== undefined),
      metrics: [...this.metrics].map((name) => ({
        title: name,
        width: Math.max(6, this.width(`metric ${name}`)),
      })),
      time: lanes.every((lane) => progress.laneLeftMs(lane) === undefined)
        ? ('so far' as const)
        : ('left' as const),
    };
    return new LaneLayout(parts, width, this.chalk);
  }

  private cells(lane: Lane) {
    const { trial, plannedSteps, reported, share, step, metrics } = lane;
    const done = reported + share;
    const at = plannedSteps === undefined ? step : Math.min(Math.floor(done) + 1, plannedSteps);
    const place = at === undefined ? '' : `${at}${plannedSteps === undefined ? '' : `/${plannedSteps}`}`;
    const leftMs = this.progress.laneLeftMs(lane);
    const soFarMs = leftMs === undefined ? performance.now() - lane.startedAt : undefined;
    this.widen('step', place);
    return {
      trial: `#${trial.number}`,
      parameters: this.values(trial),
      share: plannedSteps === undefined ? undefined : done / plannedSteps,
      step: place,
      metrics: [...this.metrics].map((name) => {
        const text = metricInfo(name).format(metrics[name]);
        this.widen(`metric ${name}`, text);
        return text;
      }),
      time: duration(roundSeconds(leftMs ?? soFarMs)),
    };
  }

  private get names(): readonly string[] {
    return this.wording.replicates > 1 ? [...this.wording.varying, 'seed'] : this.wording.varying;
  }

  private values({ configuration, seed }: PlannedTrial): string[] {
    const { varying, replicates } = this.wording;
    const values = varying.map((name) =>
      Object.hasOwn(configuration, name) ? shortValue(configuration[name]) : '',
    );
    return replicates > 1 ? [...values, String(seed)] : values;
  }

  private measure(trial: PlannedTrial): void {
    this.widen('trial', `#${trial.number}`);
    const values = this.values(trial);
    for (const [at, name] of this.names.entries()) this.widen(`parameter ${name}`, values[at]!);
  }

  private widen(column: string, text: string): void {
    this.widths.set(column, Math.max(this.width(column), textWidth(text)));
  }

  private width(column: string): number {
    return this.widths.get(column) ?? 0;
  }

  private get idle(): string {
    return this.progress.stopping ? 'stopped' : this.progress.paused ? 'paused' : 'idle';
  }
}

/** Whole seconds: flickering decimals are of no use. */
export function roundSeconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.max(1000, Math.round(ms / 1000) * 1000);
}
