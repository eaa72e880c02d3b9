import { printableJson } from '../../printable.ts';
import { inBatches } from './batches.ts';
import type { Cell, ColumnType, TableColumn, TableWriter } from './table.ts';

const ROWS_AT_ONCE = 1000;

/** An array of objects, one per line, so that it can also be read line by line. */
export const JSON_ROWS: TableWriter = {
  name: 'json',
  use: (file) => `pandas.read_json(${JSON.stringify(file)}, dtype=False)`,
  *write({ table: { columns, rows } }) {
    let before = '[\n';
    for (const batch of inBatches(rows(), ROWS_AT_ONCE)) {
      yield before + batch.map((row) => printableJson(JSON.stringify(asObject(columns, row)))).join(',\n');
      before = ',\n';
    }
    yield before === '[\n' ? '[]\n' : '\n]\n';
  },
};

function asObject(columns: readonly TableColumn[], row: readonly Cell[]): Record<string, Cell> {
  return Object.fromEntries(columns.map(({ name, type }, index) => [name, value(row[index]!, type)]));
}

/** JSON writes a number that is not finite as null by itself. */
function value(cell: Cell, type: ColumnType): Cell {
  return type === 'timestamp' && cell !== null ? new Date(cell as number).toISOString() : cell;
}
