import { type BasicType, ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import { packageVersion } from '../../package.ts';
import { inBatches } from './batches.ts';
import type { Cell, ColumnType, Excerpt, TableColumn, TableWriter } from './table.ts';

/** Rows of a row group: at most these are in memory at once. */
const ROWS_AT_ONCE = 50_000;

const TYPES: Readonly<Record<ColumnType, BasicType>> = {
  string: 'STRING',
  boolean: 'BOOLEAN',
  int32: 'INT32',
  int64: 'INT64',
  double: 'DOUBLE',
  timestamp: 'TIMESTAMP',
  json: 'STRING',
};

/** Every column may be null. Timestamps are UTC in milliseconds; the file's metadata describes the table. */
export const PARQUET: TableWriter = {
  name: 'parquet',
  use: (file) => `pandas.read_parquet(${JSON.stringify(file)})`,
  *write(excerpt) {
    const { columns, rows } = excerpt.table;
    const bytes = new ByteWriter();
    const parquet = new ParquetWriter({
      writer: bytes,
      schema: schemaFromColumnData({ columnData: asColumns(columns, []) }),
      kvMetadata: metadataOf(excerpt),
      createdBy: `sweep version ${packageVersion()}`,
    });
    for (const batch of inBatches(rows(), ROWS_AT_ONCE)) {
      parquet.write({ columnData: asColumns(columns, batch), rowGroupSize: batch.length });
      yield taken(bytes);
    }
    parquet.finish();
    yield taken(bytes);
  },
};

function asColumns(columns: readonly TableColumn[], rows: readonly (readonly Cell[])[]) {
  return columns.map(({ name, type }, index) => ({
    name,
    type: TYPES[type],
    data: rows.map((row) => value(row[index]!, type)),
  }));
}

function value(cell: Cell, type: ColumnType): Cell | bigint | Date {
  if (cell === null) return null;
  if (type === 'int64') return BigInt(cell as number);
  if (type === 'timestamp') return new Date(cell as number);
  return type === 'json' ? JSON.stringify(cell) : cell;
}

function metadataOf({ table, sweeps }: Excerpt): { key: string; value: string }[] {
  const one = <T>(values: readonly T[]): T | readonly T[] => (values.length === 1 ? values[0]! : values);
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  const datasets = sweeps.flatMap(({ dataset }) => dataset ?? []);
  const columns = table.columns.map(({ name, meaning }) => [name, meaning]);
  return Object.entries({
    sweep: one(sweeps.map(({ name }) => name)),
    ...(datasets.length > 0 && {
      dataset: one(datasets.map(({ name }) => name)),
      synthetic: datasets.some(({ synthetic }) => synthetic),
    }),
    columns: Object.fromEntries(columns),
  }).map(([key, value]) => ({ key, value: text(value) }));
}

/** The bytes that were written since the last call; the writer's position goes on. */
function taken(bytes: ByteWriter): Uint8Array {
  const piece = bytes.getBytes().slice();
  bytes.index = 0;
  return piece;
}
