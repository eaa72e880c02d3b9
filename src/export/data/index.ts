import type { TableWriter } from './table.ts';

export { TABLE_NAMES, type TableName } from './table.ts';

/** A format of tables, as `--help` and completion need it, without loading its writer. */
export interface DataFormat {
  readonly name: string;
  /** The title in menus. */
  readonly title: string;
  /** Its purpose, in a few words. */
  readonly purpose: string;
  /** Ending of its files, with the dot. */
  readonly ending: string;
  /** Whether it is text, so that a terminal can show it. */
  readonly isText: boolean;
  load(): Promise<TableWriter>;
}

/** All formats in which a sweep's trials and epochs are exported as a table. */
export const DATA_FORMATS: readonly DataFormat[] = [
  {
    name: 'csv',
    title: 'CSV',
    purpose: 'spreadsheets, R and pandas',
    ending: '.csv',
    isText: true,
    load: async () => (await import('./csv.ts')).CSV,
  },
  {
    name: 'json',
    title: 'JSON',
    purpose: 'an array of rows, one a line, for programs',
    ending: '.json',
    isText: true,
    load: async () => (await import('./json.ts')).JSON_ROWS,
  },
  {
    name: 'parquet',
    title: 'Parquet',
    purpose: 'typed columns for pandas, Polars and DuckDB',
    ending: '.parquet',
    isText: false,
    load: async () => (await import('./parquet.ts')).PARQUET,
  },
  {
    name: 'latex',
    title: 'LaTeX',
    purpose: 'a table for a paper: configurations, or the best one by epoch',
    ending: '.tex',
    isText: true,
    load: async () => (await import('./latex/index.ts')).LATEX,
  },
];

export function findDataFormat(name: string): DataFormat | undefined {
  return DATA_FORMATS.find((format) => format.name === name);
}

/** The format of a file's ending, in upper or lower case. */
export function dataFormatOf(path: string): DataFormat | undefined {
  return DATA_FORMATS.find(({ ending }) => path.toLowerCase().endsWith(ending));
}
