import type { TableWriter } from './table.ts';

export { TABLE_NAMES, type TableName } from './table.ts';

/** A format of tables as `--help` and completion need it, without loading what writes it. */
export interface DataFormat {
  readonly name: string;
  /** As menus show it. */
  readonly title: string;
  /** What it is good for, in a few words. */
  readonly purpose: string;
  /** Ending of its files, with the dot. */
  readonly ending: string;
  /** Whether it is text, so that a terminal can show it. */
  readonly isText: boolean;
  load(): Promise<TableWriter>;
}

/** All ways to take a sweep's trials and epochs away as a table. */
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

/** The format that a file's ending stands for, in any case. */
export function dataFormatOf(path: string): DataFormat | undefined {
  return DATA_FORMATS.find(({ ending }) => path.toLowerCase().endsWith(ending));
}
