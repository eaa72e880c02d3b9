import type { Importances } from '../analysis/index.ts';
import type { Curve, LeaderboardRow, RowColumn, SweepInfo, TrialScore } from '../store/index.ts';
import type { ChartOption } from './draw.ts';

/** The data behind the charts of a page: the part of one sweep that passes the page's filter. */
export interface ChartData {
  readonly sweep: SweepInfo;
  /** Configurations, best first. */
  readonly rows: readonly LeaderboardRow[];
  /** Whether the page has a filter. */
  readonly isFiltered: boolean;
  /** Why there are no rows, where there are none. */
  readonly whyNone: string;
  /** Parameters that vary in the whole sweep, without those that follow from others. */
  readonly varying: readonly string[];
  /** Parameters whose values differ, but follow from those of others. */
  readonly derived: readonly string[];
  /** The trials of those rows, by number. */
  readonly trials: readonly TrialScore[];
  /** Undefined if too few configurations have a metric, or nothing varies. */
  readonly importances: Importances | undefined;
  /** The metrics that have curves, the most interesting first. */
  readonly metrics: readonly string[];
  /** Whatever can be an axis: metrics, facts, measurements, and parameters that vary or are derived. */
  readonly columns: readonly RowColumn[];
  /** Values that the metric can be plotted against: facts, costs and metrics by name. */
  readonly costs: readonly RowColumn[];
  /** The word for one step of a trial. */
  readonly stepName: string;
  /** The curves of a metric by trial number, thinned to about `most` points. */
  curves(numbers: readonly number[], metric: string, most: number): ReadonlyMap<number, Curve>;
  /** Time in ms from the start of a trial to each of some steps, which ascend. */
  elapsedAt(number: number, steps: readonly number[]): readonly number[];
  /** A parameter's name in filters. */
  keyOf(parameter: string): string;
}

/** The reader's choices: a value for each of the chart's controls. */
export type Settings = Readonly<Record<string, string>>;

/** A choice that a chart offers, as a `<select>` and a key of the address. */
export interface Control {
  readonly name: string;
  readonly label: string;
  /** The first is the default. */
  readonly choices: readonly ControlChoice[];
  /** Whether it has an effect beside the other choices; absent if it always has. */
  applies?(settings: Settings): boolean;
}

export interface ControlChoice {
  readonly value: string;
  readonly label: string;
  /** Other values that its key may have in an address. */
  readonly aliases?: readonly string[];
}

export interface ChartTable {
  readonly columns: readonly { readonly title: string; readonly numeric: boolean }[];
  readonly rows: readonly ChartTableRow[];
}

export interface ChartTableRow {
  /** The trial that the row is about and links to. */
  readonly trial?: number;
  readonly cells: readonly string[];
}

export interface Chart {
  /** Says what is shown and what was left out; without an option, why nothing is drawn. */
  readonly caption: string;
  /** Says in a sentence how a reader can use an interactive chart. */
  readonly gesture?: string;
  readonly option: ChartOption | undefined;
  /** The same numbers as a table. */
  readonly table: ChartTable;
  /** The axes of a parallel chart, with the filters that brushes on them make. */
  readonly axes?: readonly BrushAxis[];
}

/** What a brush on an axis means for a filter. Places go from 0 to 1 along the axis. */
export interface BrushAxis {
  /** Name of the column, and how a filter writes it. */
  readonly column: string;
  readonly written: string;
  /** Values at places of their own, in their order. */
  readonly stops: readonly BrushStop[];
  /** The numbers from the place `from` to the end of the axis. */
  readonly range?: {
    readonly from: number;
    readonly low: number;
    readonly high: number;
    readonly isLog: boolean;
    readonly isWhole: boolean;
  };
}

/** A value whose paths stand within `room` around its place. */
export interface BrushStop {
  readonly place: number;
  readonly room: number;
  readonly condition: string;
  /** The value, if it is a number. */
  readonly number?: number;
}

/** One kind of chart. */
export interface ChartKind {
  /** The name in addresses. */
  readonly name: string;
  readonly title: string;
  controls(data: ChartData): readonly Control[];
  /** `width` is in CSS pixels. */
  build(data: ChartData, settings: Settings, width: number): Chart;
}

/** A chart that cannot be drawn yet, with the reason. */
export function nothing(caption: string): Chart {
  return { caption, option: undefined, table: { columns: [], rows: [] } };
}
