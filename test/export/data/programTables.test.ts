import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { CSV } from '../../../src/export/data/csv.ts';
import { excerptOf } from '../../../src/export/data/excerpt.ts';
import { JSON_ROWS } from '../../../src/export/data/json.ts';
import { LATEX } from '../../../src/export/data/latex/index.ts';
import { PARQUET } from '../../../src/export/data/parquet.ts';
import { findSweep } from '../../../src/store/index.ts';
import { begin, complete, database, planned } from '../../store/fixture.ts';
import { NASTY_METRICS, programSweep } from '../programSweep.ts';
import { excerpt, fileOf, rowsOf } from './filled.ts';

const [F1, FORMULA, PROTO] = NASTY_METRICS as [string, string, string];

function filledWithProgram() {
  const db = database();
  programSweep(db);
  return db;
}

describe('tables of a program', () => {
  it('have its parameters, metrics and facts under their own names, or with their kind where others have the name', () => {
    const { table } = excerpt(filledWithProgram(), 'trials');
    expect(table.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      ...['sweep string', 'sweep_id int32', 'trial int32', 'configuration string'],
      ...['layers json', 'parameters.loss string', 'lr double', 'optimizer json', 'parameters.seed int64'],
      ...['seed int64', 'replicate int32', 'state string', 'steps_done int32'],
      ...[
        'metrics.loss double',
        `${FORMULA} double`,
        `${PROTO} double`,
        'metrics.state double',
        `${F1} double`,
      ],
      ...['rank int32', 'metric string', 'goal string', 'duration_ms double', 'tokens int64'],
      ...['started_at timestamp', 'ended_at timestamp', 'worker int32', 'stopped_early string'],
      ...['reason_code string', 'reason string', 'note string', 'tags json', 'hidden boolean'],
      'fingerprint string',
    ]);
  });

  it('have the values of each trial, and null where there is none', () => {
    const rows = rowsOf(excerpt(filledWithProgram(), 'trials'));
    expect(rows).toHaveLength(8);
    expect(rows[2]).toMatchObject({
      lr: 0.1,
      layers: [64, 32],
      optimizer: { name: 'adam', eps: 1e-8 },
      'parameters.loss': 'huber',
      'parameters.seed': 3,
      seed: 5,
      'metrics.loss': 0.27,
      'metrics.state': 2.375,
      state: 'completed',
      steps_done: 3,
      tokens: 12,
      rank: 2,
    });
    expect(Object.getOwnPropertyDescriptor(rows[2], PROTO)?.value).toBe(2.25);
    expect(rows[7]).toMatchObject({ 'metrics.loss': null, reason_code: 'trial_crashed' });
  });

  it('have a row for each step, whatever was reported with it', () => {
    const source = excerpt(filledWithProgram(), 'epochs', 'trial=3');
    expect(source.table.columns.map(({ name }) => name)).toEqual([
      ...['sweep', 'sweep_id', 'trial', 'step'],
      ...['metrics.loss', FORMULA, PROTO, 'state', F1],
      ...['duration_ms', 'configuration', 'parameters.loss', 'lr', 'seed'],
    ]);
    expect(rowsOf(source).map((row) => [row.step, row['metrics.loss'], row[F1]])).toEqual([
      [0, null, null],
      [1, 0.52, null],
      [3, 0.27, 2],
    ]);
  });

  it('keep names of any kind in every format', async () => {
    const source = excerpt(filledWithProgram(), 'trials', 'trial=1');
    const csv = fileOf(CSV, source).toString().split('\r\n');
    expect(csv[0]).toContain(`,'${FORMULA},`);
    expect(csv[0]).toContain('"val/f1 ""macro"", é_%"');
    expect(csv[1]).toContain('"{""name"":""adam"",""eps"":1e-8}"');
    const [row] = JSON.parse(fileOf(JSON_ROWS, source).toString()) as Record<string, unknown>[];
    expect(Object.keys(row!)).toEqual(source.table.columns.map(({ name }) => name));
    expect(row![F1]).toBe(0);
    const file = fileOf(PARQUET, source);
    const bytes = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
    const [read] = await parquetReadObjects({ file: bytes });
    expect(read).toMatchObject({ [F1]: 0, 'metrics.loss': 0.25, 'parameters.seed': 3n, tokens: 12n });
    expect(JSON.parse(String(read!.layers))).toEqual([64, 32]);
  });

  it('stand in papers with escaped names, without a dataset or a test set', () => {
    const db = filledWithProgram();
    const configurations = fileOf(LATEX, excerpt(db, 'trials')).toString();
    expect(configurations).toContain('\\caption{Sweep tune \\textless{}it\\textgreater{}. Mean');
    expect(configurations).toContain('Ranked by loss, the lowest first.');
    expect(configurations).toContain('rank & lr & loss & $n$ & loss & =1+1 & \\_\\_proto\\_\\_ & state \\\\');
    expect(configurations).toContain('\n3 & $10^{-7}$ & mse & 2 & $0.2950 \\pm 0.0071$ &');
    expect(configurations).not.toMatch(/test|null|undefined|NaN/);
    const curve = fileOf(LATEX, excerpt(db, 'epochs')).toString();
    expect(curve).toContain('by step (lr 0.1, loss mse).');
    expect(curve).toContain(
      'step & loss & =1+1 & \\_\\_proto\\_\\_ & state & val/f1 \\char34{}macro\\char34{}, é\\_\\% \\\\',
    );
    expect(curve).toMatch(/\n0 & \$1\.0050 \\pm 0\.0071\$ & -- & -- & -- & -- \\\\\n1 &/);
  });
});

it('a table of a program and of networks has the columns of both', () => {
  const db = filledWithProgram();
  const networks = begin(db);
  const [trial] = networks.planTrials([planned({})], [7]);
  complete(networks, trial!, 0.9);
  networks.end('completed');
  const sweeps = [findSweep(db, '1'), findSweep(db, '2')];
  const rows = rowsOf(excerptOf(db, { table: 'trials', sweeps }));
  expect(rows[0]).toMatchObject({
    model: null,
    lr: 0.1,
    val_accuracy: null,
    loss: 0.25,
    dataset: null,
    tokens: 12,
  });
  expect(rows[8]).toMatchObject({
    model: 'ann',
    lr: null,
    val_accuracy: 0.9,
    dataset: 'fashion-mnist',
    steps_done: 2,
  });
});
