import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../src/store/sqlite.ts';
import { npzOf, stripes } from '../helpers/stripes.ts';
import { Workbench } from './workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());
const sweep = (...args: string[]) => bench.run(args);

const SPEC = `name: long
model: ann
dataset: {name: stripes, path: ./stripes.npz}
validation: 60
method: grid
seed: 5
parameters: {units: 8, optimizer: adam, epochs: 4}
`;

/** The first trial has 4 epochs; another sweep trained its first 2 and left a state that serves both. */
beforeAll(async () => {
  bench.write('stripes.npz', npzOf(stripes(300, 8, 1, 3), stripes(60, 8, 1, 3)));
  bench.write('long.yaml', SPEC);
  bench.write('short.yaml', SPEC.replace('name: long', 'name: short').replace('epochs: 4', 'epochs: 2'));
  for (const name of ['long', 'short']) {
    const { status, stderr } = await sweep('run', `${name}.yaml`, '--quiet');
    expect(status, stderr).toBe(0);
  }
});

/** A copy of the database, changed by this statement. */
function changed(name: string, sql: string): string {
  bench.write(name, readFileSync(bench.path('runs.db')));
  const db = connect(bench.path(name));
  db.exec(sql);
  db.close();
  return bench.path(name);
}

const VALUE = `FROM history JOIN metrics ON metrics.id = metric_id WHERE trial_id = 1 AND step = 3 AND name = 'val_loss'`;

describe('sweep verify', () => {
  it('trains an epoch again, from the nearest state, to the same bits, and draws the same one for a seed', async () => {
    const before = readFileSync(bench.path('runs.db'));
    const { status, stdout, stderr } = await sweep('verify', 'long/1', '--epoch', '4', '--json');
    expect(status, stderr).toBe(0);
    const receipt = JSON.parse(stdout);
    expect(receipt).toMatchObject({ name: 'long', trial: 1, same: true, epoch: 4, from: 2, states: [] });
    expect(receipt.epochs.map(({ epoch }: { epoch: number }) => epoch)).toEqual([3, 4]);
    expect(receipt.epochs[1].found).toEqual(receipt.epochs[1].recorded);
    const drawn = async () => JSON.parse((await sweep('verify', '--seed', '8', '--json')).stdout).epoch;
    expect(await drawn()).toBe(await drawn());
    expect(readFileSync(bench.path('runs.db')).equals(before)).toBe(true);
  });

  it('compares every epoch, the test score, predictions and weights with --all', async () => {
    const { status, stdout, stderr } = await sweep('verify', 'long/1', '--all');
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(/✓ epoch 4 of trial 1: loss \d\.\d{8,}.*, digest [0-9a-f]{12} – the same bits\n/);
    expect(stdout).toMatch(/✓ epochs 1 to 3 – the same bits, too\n✓ at its end: .*test_accuracy/);
    expect(stdout).toMatch(/✓ the stored weights – .*\n✓ the stored validation predictions/);
  });

  it.each([
    [
      'a metric',
      `UPDATE history SET value = value + 1e-9 WHERE trial_id = 1 AND step = 3 AND metric_id = (SELECT metric_id ${VALUE})`,
      /✗ epoch 3 of trial 1: val_loss \S+ was recorded, and it trains to \S+ \(−1\.0e-9\)\nBoth were trained with .* was changed since/,
    ],
    [
      'a digest',
      `UPDATE steps SET digest = replace(digest, substr(digest, 1, 1), 'z') WHERE trial_id = 1 AND step = 3`,
      /✗ epoch 3 of trial 1: digest \S+ was recorded, and it trains to/,
    ],
    [
      'a bit of a state',
      `UPDATE states SET content = CAST(substr(content, 1, 1500) || x'5a' || substr(content, 1502) AS BLOB) WHERE step = 4`,
      /✓ epoch 3[\s\S]*✗ the state after epoch 4 of trial 1 is damaged/,
    ],
  ])('finds %s that was changed', async (_what, sql, said) => {
    const database = changed('changed.db', sql);
    const { status, stdout, stderr } = await sweep('verify', 'long/1', '--epoch', '3', '--db', database);
    expect(status, stderr).toBe(1);
    expect(stdout).toMatch(said);
  });

  it('says where another machine recorded it that bits may differ', async () => {
    const database = changed(
      'foreign.db',
      `DROP TRIGGER trials_completed_is_final; UPDATE trials SET fingerprint = 'onnxruntime 9, Abacus, node 99';
       UPDATE states SET course = 'other'; UPDATE history SET value = value + 0.001 WHERE trial_id = 1 AND step = 1`,
    );
    const { status, stdout } = await sweep('verify', 'long/1', '--epoch', '1', '--db', database);
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /recorded with onnxruntime 9, Abacus, node 99, and trained again with .*: between these, bits may differ/,
    );
  });

  it('trains from the beginning where the state before is damaged', async () => {
    const flip = `UPDATE states SET content = CAST(substr(content, 1, 1500) || x'5a' || substr(content, 1502) AS BLOB)`;
    const database = changed('damaged.db', flip);
    const { status, stdout } = await sweep('verify', 'long/1', '--epoch', '3', '--json', '--db', database);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ from: 0, same: false, states: [{ epoch: 4 }] });
    expect(JSON.parse(stdout).epochs.every(({ same }: { same: boolean }) => same)).toBe(true);
  });

  it('refuses what cannot be trained again, and words that contradict one another', async () => {
    bench.write(
      'program.yaml',
      'name: program\nprogram: x.sh\nmethod: grid\nparameters: {x: {value: 1}}\nmetric: {name: y}\n',
    );
    bench.write('x.sh', 'echo "y: 1"\n');
    await sweep('run', 'program.yaml', '--quiet', '--db', bench.path('program.db'));
    const refused: [string[], RegExp][] = [
      [
        ['1', '--db', bench.path('program.db')],
        /\(not_repeatable\): Trial 1 of program ran a program[\s\S]* export 1 --sweep 1 --db \S+program\.db`/,
      ],
      [['long/1', '--epoch', '5'], /has no epoch 5\.\n {2}Its epochs are 1 to 4/],
      [['--all', '--seed', '3'], /--all checks every epoch, and --seed is about one/],
      [['--epoch', '1', '--seed', '3'], /--epoch names the epoch/],
    ];
    for (const [words, message] of refused) {
      const { status, stdout, stderr } = await sweep('verify', ...words);
      expect(stderr).toMatch(message);
      expect(status).toBe(2);
      expect(stdout).toBe('');
    }
  });
});
