import { type CsvCell, csvText } from '../../csv.ts';
import { inBatches } from './batches.ts';
import type { Cell, ColumnType, TableWriter } from './table.ts';

const ROWS_AT_ONCE = 1000;

/** A header and a record for each row; a field without a value is empty. */
export const CSV: TableWriter = {
  name: 'csv',
  use: (file) => `pandas.read_csv(${JSON.stringify(file)})`,
  *write({ table }) {
    yield csvText([table.columns.map(({ name }) => name)]);
    for (const rows of inBatches(table.rows(), ROWS_AT_ONCE)) {
      yield csvText(rows.map((row) => row.map((cell, index) => field(cell, table.columns[index]!.type))));
    }
  },
};

function field(cell: Cell, type: ColumnType): CsvCell {
  if (cell === null) return null;
  if (type === 'timestamp') return new Date(cell as number).toISOString();
  return typeof cell === 'object' ? JSON.stringify(cell) : cell;
}
