import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATA_FORMATS } from '../../../src/export/data/index.ts';
import type { Cell } from '../../../src/export/data/table.ts';
import { openDatabase } from '../../../src/store/index.ts';
import { foreignIsHere, runPython } from '../../helpers/foreign.ts';
import { excerpt, fileOf, filled, rowsOf } from '../data/filled.ts';

/** Reads each file as its users do and prints its contents. */
const PROGRAM = `
import json, sys
import pandas as pd
import pyarrow.parquet as pq

def said(frame):
    for name in frame.select_dtypes('datetimetz').columns:
        frame[name] = frame[name].map(lambda at: None if pd.isna(at) else at.timestamp() * 1000)
    types = {name: str(type) for name, type in frame.dtypes.items()}
    rows = json.loads(frame.astype(object).where(frame.notna(), None).to_json(orient='records', double_precision=15))
    exact = {name: [None if pd.isna(x) else float(x).hex() for x in frame[name]] for name in ['loss', 'val_accuracy']}
    return {'types': types, 'rows': rows, 'exact': exact}

folder = sys.argv[1]
dates = {'parse_dates': ['started_at', 'ended_at']}
answer = {}
for table in ['trials', 'epochs']:
    path = f'{folder}/{table}'
    answer[table] = {
        'parquet': said(pd.read_parquet(path + '.parquet')),
        'csv': said(pd.read_csv(path + '.csv', **(dates if table == 'trials' else {}))),
        'json': said(pd.read_json(path + '.json', dtype=False, precise_float=True)),
        'arrow': {field.name: str(field.type) for field in pq.read_schema(path + '.parquet')},
        'metadata': {key.decode(): value.decode() for key, value in pq.read_metadata(path + '.parquet').metadata.items()},
    }
epochs = pd.read_csv(folder + '/epochs.csv')
plot = epochs.groupby(['model', 'optimizer', 'epoch']).val_accuracy.mean().unstack('epoch')
answer['plot'] = {' '.join(key): row.tolist() for key, row in plot.iterrows()}
json.dump(answer, sys.stdout)
`;

interface Said {
  readonly types: Readonly<Record<string, string>>;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly exact: Readonly<Record<string, readonly (string | null)[]>>;
}
type Read = Readonly<Record<'parquet' | 'csv' | 'json', Said>> & {
  readonly arrow: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
};

describe.runIf(foreignIsHere())('tables in pandas', () => {
  let read: Readonly<Record<'trials' | 'epochs', Read>> & {
    readonly plot: Readonly<Record<string, readonly number[]>>;
  };
  const db = filled({}, openDatabase(':memory:'));
  afterAll(() => db.close());
  const tables = { trials: excerpt(db, 'trials'), epochs: excerpt(db, 'epochs') };
  // The body of a suite that is skipped runs as well; this does not.
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sweep-tables-'));
    try {
      for (const [name, source] of Object.entries(tables)) {
        for (const { ending, load } of DATA_FORMATS)
          writeFileSync(join(folder, name + ending), fileOf(await load(), source));
      }
      read = runPython(PROGRAM, [folder]) as typeof read;
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  describe.each(['trials', 'epochs'] as const)('%s', (table) => {
    const rows = rowsOf(tables[table]);
    const types = new Map(tables[table].table.columns.map(({ name, type }) => [name, type]));

    it.each(['parquet', 'csv', 'json'] as const)('has in %s what the database has', (format) => {
      expect(read[table][format].rows).toHaveLength(rows.length);
      for (const [index, row] of rows.entries()) {
        for (const [name, cell] of Object.entries(row)) {
          const found = read[table][format].rows[index]![name];
          expect(found, `${name} of row ${index}`).toEqual(
            expectedOf(cell as Cell, types.get(name)!, format, found),
          );
        }
      }
      for (const [name, values] of Object.entries(read[table][format].exact))
        expect(values.map((hex) => hex && fromHex(hex))).toEqual(rows.map((row) => row[name]));
    });

    it('has types in Parquet', () => {
      const arrow = {
        string: 'string',
        boolean: 'bool',
        int32: 'int32',
        int64: 'int64',
        double: 'double',
        timestamp: 'timestamp[ms, tz=UTC]',
        json: 'string',
      };
      for (const [name, type] of types) expect(read[table].arrow[name], name).toBe(arrow[type]);
      expect(read[table].metadata).toMatchObject({ dataset: 'fashion-mnist', synthetic: 'false' });
    });
  });

  it('can be plotted at once', () => {
    expect(read.plot['cnn adam']).toHaveLength(2);
    expect(read.plot['cnn adam']![1]).toBeCloseTo((0.9 + 1 / 1.1) / 2, 12);
  });
});

/** A cell as pandas shows it; pandas may read a value from CSV as another type. */
function expectedOf(cell: Cell, type: string, format: string, found: unknown): unknown {
  if (cell === null) return null;
  if (type === 'double') return expect.closeTo(cell as number, 12);
  if (format === 'json') return type === 'timestamp' ? new Date(cell as number).toISOString() : cell;
  if (format === 'csv' && typeof cell === 'string' && /^[=@]/.test(cell)) return `'${cell}`;
  if (type === 'json') return format === 'csv' && typeof found === 'number' ? cell : JSON.stringify(cell);
  return cell;
}

/** A double as Python writes it: `0x1.8p+1`. */
function fromHex(hex: string): number {
  const [, sign, whole, fraction = '', exponent] = /^(-?)0x([01])\.?([0-9a-f]*)p([+-]\d+)$/.exec(hex)!;
  const size = Number(`0x${whole}${fraction}`) * 2 ** (Number(exponent) - 4 * fraction.length);
  return sign ? -size : size;
}
