import { stringify } from 'csv-stringify/sync';

/** A null is an empty cell. */
export type CsvCell = string | number | boolean | null;

/**
 * Records as in RFC 4180. Numbers are exact; a boolean is `true` or `false`. A text that a spreadsheet would
 * compute, because it begins with `=`, `+`, `-`, `@`, a tab or a carriage return, gets an apostrophe before
 * it.
 */
export function csvText(records: readonly (readonly CsvCell[])[]): string {
  return stringify(records as CsvCell[][], {
    record_delimiter: 'windows',
    // A carriage return or line feed alone would end a record, too.
    quoted_match: /[\r\n]/,
    escape_formulas: true,
    cast: { boolean: String },
  });
}
