import { stringify } from 'csv-stringify/sync';

/** Empty where it is null. */
export type CsvCell = string | number | boolean | null;

/**
 * Records as RFC 4180 has them. Numbers are as exact as they are held; a boolean is `true` or `false`. A text that a
 * spreadsheet would compute, since it begins with `=`, `+`, `-`, `@`, a tab or a carriage return, has an apostrophe
 * before it.
 */
export function csvText(records: readonly (readonly CsvCell[])[]): string {
  return stringify(records as CsvCell[][], {
    record_delimiter: 'windows',
    // A lone one of its two characters would end a record, too.
    quoted_match: /[\r\n]/,
    escape_formulas: true,
    cast: { boolean: String },
  });
}
