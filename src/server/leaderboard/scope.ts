import type { ParameterValue } from '../../configuration.ts';
import type { LeaderboardOptions, LeaderboardRow } from '../../store/index.ts';
import type { LeaderboardQuery } from '../addresses/query.ts';
import type { BoardNames, TableColumn } from './columns.ts';
import type { RowMarks } from './table.ts';

/**
 * What a table of rows is about: one sweep (`SweepScope`), whose rows are ranked among each other, or all of them
 * (`AllScope`), whose rows are ranked each in its own sweep. All answers are of one snapshot of the database.
 */
export interface Scope {
  readonly names: BoardNames;
  /** The names that rows can be grouped and coloured by; those that vary come first. */
  readonly groupings: readonly string[];
  readonly stepName: 'epoch' | 'step';
  /** Whether all rows are of one ranking. */
  readonly ranksTogether: boolean;
  /** A filter that a user could write. */
  readonly exampleFilter: string;
  /** The address of the form that compares ticked rows. */
  readonly compare: string;
  /** The values that a filter may name, by the keys of their columns. */
  readonly categories: ReadonlyMap<string, readonly ParameterValue[]>;
  /** All columns that the table may have, in their order. */
  columns(step: LeaderboardQuery['epoch']): TableColumn[];
  /** Keys of the columns that are shown until others are chosen. */
  usual(): ReadonlySet<string>;
  /** The canonical name of a parameter that has aliases; any other name unchanged. */
  properName(name: string): string;
  /** The name of a grouping in filters. */
  keyOf(grouping: string): string;
  /** The value of a grouping. */
  read(row: LeaderboardRow, grouping: string): ParameterValue | undefined;
  /** The key and the value by which a filter selects the rows that share a row's value of a grouping. */
  conditionOf(
    row: LeaderboardRow,
    grouping: string,
  ): readonly [key: string, value: ParameterValue | undefined];
  /** @throws SweepError `filter_invalid` for a wrong filter or sort key. */
  rows(options: LeaderboardOptions): readonly LeaderboardRow[];
  /** The trial that stands for each of these rows, by its number. */
  bestTrials(rows: readonly LeaderboardRow[], query: LeaderboardQuery): readonly number[];
  /** A trial of a row as ticks and names of the page refer to it: `3`, or `2/3` of several sweeps. */
  refOf(row: LeaderboardRow, trial: number): string;
  /** The curves of the first trials of these rows, by row. */
  curves(rows: readonly LeaderboardRow[]): ReadonlyMap<LeaderboardRow, readonly (number | null)[]>;
  /** The rows as a file; `query` as `?…`. */
  csv(query: string): string;
  /**
   * The row that the numbers of the others are compared with; undefined if there is none.
   * @throws SweepError `filter_invalid` for a trial that is not there.
   */
  baseline(query: LeaderboardQuery): LeaderboardRow | undefined;
  /** The address that compares the best of groups with these values; undefined if nothing can. */
  compareGroups(query: LeaderboardQuery, values: readonly string[]): string | undefined;
  /** What there is to say of the rows that are shown, and their marks. */
  remarks(shown: readonly LeaderboardRow[], query: LeaderboardQuery): Remarks;
}

/** Sentences around a table, and marks of its rows. */
export interface Remarks extends RowMarks {
  /** A warning about the metrics; undefined if they are those of the weights that were kept. */
  readonly warning?: string | undefined;
  /** Says that finalists come before the others; undefined if there are none. */
  readonly finals?: string | undefined;
  /** Says which of several rows with rank 1 counts as the best; undefined if only one has it. */
  readonly equalBest?: string | undefined;
  /** What the marks of rows beside the best one say; undefined if none of the shown rows was compared with it. */
  readonly besideLegend?: string | undefined;
  /** Explains the mark of ranks that are shared; undefined if none of the shown rows has it. */
  readonly tieLegend?: string | undefined;
  /** What ranks mean where rows are of several sweeps. */
  readonly ranks?: string | undefined;
}
