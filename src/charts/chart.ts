import type { Importances } from '../analysis/index.ts';
import type { Curve, LeaderboardRow, RowColumn, SweepInfo, TrialScore } from '../store/index.ts';
import type { ChartOption } from './draw.ts';

/** What the charts of a page are drawn from: what the page's filter keeps of one sweep. */
export interface ChartData {
  readonly sweep: SweepInfo;
  /** Configurations, best first. */
  readonly rows: readonly LeaderboardRow[];
  /** What varies in the whole sweep. */
  readonly varying: readonly string[];
  /** The trials of those rows, by number. */
  readonly trials: readonly TrialScore[];
  /** Undefined where too few configurations have a metric, or nothing varies. */
  readonly importances: Importances | undefined;
  /** The metrics that have curves, in the order in which people look at them. */
  readonly metrics: readonly string[];
  /** What else configurations can be held against: facts, costs and metrics by name. */
  readonly costs: readonly RowColumn[];
  /** What one step of a trial is called. */
  readonly stepName: string;
  /** A metric's curves of some trials, by their numbers, thinned to about so many points. */
  curves(numbers: readonly number[], metric: string, most: number): ReadonlyMap<number, Curve>;
  /** How long a trial had been at some steps, which ascend, in ms. */
  elapsedAt(number: number, steps: readonly number[]): readonly number[];
  /** How filters name a parameter. */
  keyOf(parameter: string): string;
}

/** What the reader chose: a value for each of the chart's controls. */
export type Settings = Readonly<Record<string, string>>;

/** A choice that a chart offers, as a `<select>` and a key of the address. */
export interface Control {
  readonly name: string;
  readonly label: string;
  /** The first is chosen where the address says nothing. */
  readonly choices: readonly ControlChoice[];
}

export interface ControlChoice {
  readonly value: string;
  readonly label: string;
  /** Other values that an address may have for it. */
  readonly aliases?: readonly string[];
}

export interface ChartTable {
  readonly columns: readonly { readonly title: string; readonly numeric: boolean }[];
  readonly rows: readonly ChartTableRow[];
}

export interface ChartTableRow {
  /** The trial that the row is about, to which it leads. */
  readonly trial?: number;
  readonly cells: readonly string[];
}

export interface Chart {
  /** What is shown and what was left out; where there is no option, why nothing is drawn. */
  readonly caption: string;
  /** What can be done with it where it answers, in a sentence. */
  readonly gesture?: string;
  readonly option: ChartOption | undefined;
  /** The same numbers, for reading. */
  readonly table: ChartTable;
  /** The axes of a parallel chart, and how a brush on each becomes a filter. */
  readonly axes?: readonly BrushAxis[];
}

export interface BrushAxis {
  readonly key: string;
  /** The condition for each category of an axis; absent for numbers. */
  readonly conditions?: readonly string[];
}

/** One kind of chart. */
export interface ChartKind {
  /** The name in addresses. */
  readonly name: string;
  readonly title: string;
  controls(data: ChartData): readonly Control[];
  /** `width` in CSS pixels. */
  build(data: ChartData, settings: Settings, width: number): Chart;
}

/** A chart that cannot be drawn yet, and why. */
export function nothing(caption: string): Chart {
  return { caption, option: undefined, table: { columns: [], rows: [] } };
}
