import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { PARQUET } from '../../../src/export/data/parquet.ts';
import type { Cell, Excerpt } from '../../../src/export/data/table.ts';
import { excerpt, fileOf, filled, NASTY_NAME, rowsOf, withoutTrials } from './filled.ts';

function bytesOf(source: Excerpt): ArrayBuffer {
  const file = fileOf(PARQUET, source);
  return new Uint8Array(file).buffer;
}

describe('Parquet', () => {
  it.each(['trials', 'epochs'] as const)('has every cell of %s', async (table) => {
    const source = excerpt(filled(), table);
    const types = new Map(source.table.columns.map(({ name, type }) => [name, type]));
    const read = await parquetReadObjects({ file: bytesOf(source) });
    const expected = rowsOf(source).map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, cell]) => [name, asRead(cell as Cell, types.get(name)!)]),
      ),
    );
    expect(read).toEqual(expected);
  });

  it('has types of its columns, nulls, snappy, and what it is of in its metadata', () => {
    const metadata = parquetMetadata(bytesOf(excerpt(filled({ synthetic: true }), 'trials')));
    const schema = new Map(metadata.schema.map((element) => [element.name, element]));
    expect(schema.get('trial')).toMatchObject({ type: 'INT32', repetition_type: 'OPTIONAL' });
    expect(schema.get('seed')).toMatchObject({ type: 'INT64' });
    expect(schema.get('val_accuracy')).toMatchObject({ type: 'DOUBLE' });
    expect(schema.get('amsgrad')).toMatchObject({ type: 'BOOLEAN' });
    expect(schema.get('sweep')).toMatchObject({ type: 'BYTE_ARRAY', converted_type: 'UTF8' });
    expect(schema.get('started_at')).toMatchObject({ type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' });
    for (const { meta_data } of metadata.row_groups[0]!.columns) expect(meta_data?.codec).toBe('SNAPPY');
    const own = Object.fromEntries(metadata.key_value_metadata!.map(({ key, value }) => [key, value]));
    expect(own).toMatchObject({ sweep: NASTY_NAME, dataset: 'fashion-mnist', synthetic: 'true' });
    expect(JSON.parse(own.columns!)).toMatchObject({ duration_ms: expect.stringContaining('milliseconds') });
  });

  it('has its schema without a row', async () => {
    const file = bytesOf(excerpt(withoutTrials(), 'epochs'));
    expect(await parquetReadObjects({ file })).toEqual([]);
    expect(parquetMetadata(file).schema.map(({ name }) => name)).toContain('val_accuracy');
  });

  it('is written in row groups, a piece each', async () => {
    const rows = Array.from({ length: 120_000 }, (_, index) => [index, index % 7 === 0 ? null : index / 7]);
    const source = excerpt(filled(), 'epochs');
    const columns = [
      { name: 'i', type: 'int32', meaning: '' },
      { name: 'x', type: 'double', meaning: '' },
    ] as const;
    const large = { ...source, table: { name: 'epochs', columns, rows: () => rows } } as const;
    expect([...PARQUET.write(large)]).toHaveLength(4);
    const file = bytesOf(large);
    expect(parquetMetadata(file).row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([
      50_000, 50_000, 20_000,
    ]);
    const read = await parquetReadObjects({ file });
    expect(read).toHaveLength(rows.length);
    expect(read[119_999]).toEqual({ i: 119_999, x: 119_999 / 7 });
    expect(read[70_000]).toEqual({ i: 70_000, x: null });
  });
});

function asRead(cell: Cell, type: string): unknown {
  if (cell === null) return null;
  if (type === 'int64') return BigInt(cell as number);
  if (type === 'timestamp') return new Date(cell as number);
  return type === 'json' ? JSON.stringify(cell) : cell;
}
