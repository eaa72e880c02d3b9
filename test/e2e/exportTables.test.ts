import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/index.ts';
import { filled } from '../export/data/filled.ts';
import { begin, complete, epoch, planned } from '../store/sweeps.ts';
import { Workbench } from './workbench.ts';

const bench = new Workbench();
beforeAll(() => {
  const db = openDatabase(bench.path('runs.db'));
  filled({}, db);
  const other = begin(db, { name: 'long' });
  const trials = other.planTrials(
    [planned({ units: 5, epochs: 5000 }), planned({ units: 6, epochs: 5000 })],
    [7],
  );
  complete(other, trials[0]!, 0.5);
  other.startTrial(trials[1]!, 0);
  const reports = Array.from({ length: 5000 }, (_, index) => epoch(index + 1, 0.5));
  other.recordSteps(reports.map((each) => ({ ...trials[1]!, ...each })));
  other.endTrial(trials[1]!, { state: 'failed', reason: { code: 'trial_crashed', message: 'It ended.' } });
  other.end('completed');
  db.close();
  symlinkSync('circle.csv', bench.path('circle.csv'));
});
afterAll(() => bench.remove());

const read = (name: string) => readFileSync(bench.path(name), 'utf8');

describe('sweep export trials and epochs', () => {
  it('writes the latest sweep, a named one or all, in the format of the ending', async () => {
    const { status, stdout, stderr } = await bench.run([
      'export',
      'trials',
      '--sweep',
      '1',
      '--out',
      'trials.csv',
    ]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^Wrote trials.csv: 8 rows of \d+ columns. Read it: pandas.read_csv\("trials.csv"\)\n$/,
    );
    expect(read('trials.csv').split(',')[0]).toBe('sweep');
    const all = await bench.run(['export', 'epochs', '--sweep', 'all', '--out', 'all.parquet', '--json']);
    expect(JSON.parse(all.stdout)).toMatchObject({ format: 'parquet', table: 'epochs', sweeps: [1, 2] });
    const file = new Uint8Array(readFileSync(bench.path('all.parquet'))).buffer;
    const rows = await parquetReadObjects({ file });
    expect(rows).toHaveLength(JSON.parse(all.stdout).rows);
    expect(new Set(rows.map((row) => row.sweep_id))).toEqual(new Set([1, 2]));
  });

  it('answers on standard output: CSV, or with --json the rows as JSON', async () => {
    const csv = await bench.run(['export', 'epochs']);
    expect(csv.stdout.match(/\r\n/g)).toHaveLength(5003);
    const { stdout } = await bench.run(['export', 'trials', '--json', '--where', 'state=completed']);
    expect(JSON.parse(stdout)).toMatchObject([{ sweep: 'long', trial: 1, units: 5, state: 'completed' }]);
    const cut = await bench.shell(
      `sweep export epochs --sweep long | head -n 1 | cut -c 1-5; echo "\${PIPESTATUS[0]}"`,
    );
    expect([cut.stdout, cut.stderr]).toEqual(['sweep\n0\n', '']);
  });

  it('says that nothing matches, and why', async () => {
    const { status, stdout, stderr } = await bench.run(['export', 'trials', '--where', 'optimizer=lion']);
    expect(status).toBe(0);
    expect(stdout.trimEnd().split('\r\n')).toHaveLength(1);
    expect(stderr).toContain('No trial matches optimizer=lion.\nNone has optimizer=lion: optimizer is adam.');
  });

  it.each([
    ['best --format csv', 'The trial best cannot be written as csv', 'export trials --format csv'],
    ['best --where units=5', '--where filters tables of trials and epochs', 'export trials --where'],
    ['trials --format yaml', 'trials cannot be written as yaml', 'export best --format yaml'],
    ['trials --out x.xlsx', 'x.xlsx names no format of tables', '.csv, .json, .parquet, .tex'],
    ['trials --format csv --out x.parquet', 'do not fit', 'ends in .csv'],
    ['trials --json --format csv', '--json puts JSON', '--out trials.csv'],
    ['trials --out runs.db', 'exists', '--force'],
    ['trials --out .', 'is a folder', '--out'],
    ['trials --out circle.csv', 'links lead there in a circle', 'another --out'],
    ['trials --out no/x.csv', 'its folder does not exist', 'another --out'],
    ['trials --sweep lnog', 'no sweep "lnog"', 'Did you mean long?'],
    ['epochs --where epoch<3', 'no column epoch', 'Did you mean'],
    ['trials --sweep all --out x.tex', 'of one sweep, not of 2', '2 (long)'],
    ['trials --where units=9 --out x.tex', 'no ranked configuration', 'change the filter'],
  ])('refuses "%s" and says what would be right', async (line, message, hint) => {
    const before = readdirSync(bench.folder);
    const { status, stdout, stderr } = await bench.run(['export', ...line.split(' ')]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(readdirSync(bench.folder)).toEqual(before);
  });

  it('leaves the old file as it was where the new one cannot be written whole', async () => {
    const { stdout } = await bench.shell(
      `mkdir full; cd full; echo old > e.csv; ulimit -f 100
       sweep export epochs --db ../runs.db --out e.csv --force; echo "$?"; ls; cat e.csv`,
    );
    expect(stdout).toBe('2\ne.csv\nold\n');
  });

  it('has one state of a database that is written to meanwhile', async () => {
    const name = bench.path('live.db');
    const db = openDatabase(name);
    const sweep = begin(db);
    const trials = sweep.planTrials([planned({ units: 1, epochs: 6000 }), planned({ units: 2 })], [7]);
    sweep.startTrial(trials[0]!, 0);
    const reports = Array.from({ length: 6000 }, (_, index) => epoch(index + 1, 0.5));
    sweep.recordSteps(reports.map((each) => ({ ...trials[0]!, ...each })));
    sweep.startTrial(trials[1]!, 1);
    const child = bench.start(['export', 'epochs', '--db', 'live.db']);
    let text = '';
    await new Promise<void>((begun) => {
      child.stdout.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
        begun();
      });
    });
    sweep.recordSteps([{ ...trials[1]!, ...epoch(1, 0.5) }]);
    await new Promise((resolve) => child.on('close', resolve));
    sweep.end('completed');
    db.close();
    expect(text.trimEnd().split('\r\n')).toHaveLength(6001);
  });
});
