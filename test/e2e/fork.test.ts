import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../src/store/sqlite.ts';
import { npzOf, stripes } from '../helpers/stripes.ts';
import { Workbench } from './workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());
const sweep = (...args: string[]) => bench.run(args);

const SPEC = `name: base
model: ann
dataset: {name: stripes, path: ./stripes.npz}
validation: 60
method: grid
seed: 5
parameters: {units: 8, optimizer: adam, epochs: 3}
`;

beforeAll(async () => {
  bench.write('stripes.npz', npzOf(stripes(300, 8, 1, 3), stripes(60, 8, 1, 3)));
  bench.write('base.yaml', SPEC);
  const { status, stderr } = await sweep('run', 'base.yaml', '--quiet');
  expect(status, stderr).toBe(0);
});

interface Shown {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly configuration: string;
  readonly curve: readonly { epoch: number; digest: string }[];
}

async function show(trial: string): Promise<Shown> {
  return JSON.parse((await sweep('show', trial, '--json')).stdout);
}

const digests = ({ curve }: Shown) => curve.map(({ digest }) => digest);

describe('sweep fork', () => {
  it('goes on from the stored end with other values, as a sweep that is told from a plain one', async () => {
    const { status, stderr } = await sweep(
      'fork',
      'base/1',
      '--set',
      'epochs=5',
      '--set',
      'learning_rate=[0.01, 0.001]',
    );
    expect(status, stderr).toBe(0);
    expect(stderr).toContain('Forking trial 1 of base after epoch 3, from its stored state.');
    const [base, first, second] = [
      await show('base/1'),
      await show('base-1-fork-3/1'),
      await show('base-1-fork-3/2'),
    ];
    expect(first.parameters).toMatchObject({ forked_from: 'base/1 after epoch 3', learning_rate: 0.01 });
    expect(first.curve.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5]);
    for (const fork of [first, second]) expect(digests(fork).slice(0, 3)).toEqual(digests(base));
    expect(digests(first)[3]).not.toBe(digests(second)[3]);
    bench.write('plain.yaml', SPEC.replace('name: base', 'name: plain').replace('epochs: 3', 'epochs: 5'));
    await sweep('run', 'plain.yaml', '--quiet');
    const plain = await show('plain/1');
    expect(digests(second)).toEqual(digests(plain));
    expect(second.configuration).not.toBe(plain.configuration);
    expect((await sweep('verify', 'base-1-fork-3/1', '--all')).status).toBe(0);
  });

  it('goes on from a state that was kept between the beginning and the end', async () => {
    bench.write(
      'judged.yaml',
      SPEC.replace('base', 'judged').replace('units: 8', 'units: 9').replace('epochs: 3', 'epochs: 6') +
        'early_terminate: {type: asha, min_iter: 2, eta: 2}\n',
    );
    await sweep('run', 'judged.yaml', '--quiet');
    const words = ['fork', 'judged/1', '--at-epoch', '2', '--set', 'learning_rate=0.01', '--json'];
    const { stdout, stderr } = await sweep(...words);
    expect(stderr).toContain('Forking trial 1 of judged after epoch 2, from its stored state.');
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events.find(({ event }) => event === 'trial_started')).toMatchObject({ resumed_from: 2 });
    expect(events.filter(({ event }) => event === 'epoch')).toHaveLength(4);
    const [judged, forked] = [await show('judged/1'), await show('judged-1-fork-2/1')];
    expect(digests(forked).slice(0, 2)).toEqual(digests(judged).slice(0, 2));
    expect((await sweep('verify', 'judged-1-fork-2/1', '--all')).status).toBe(0);
  });

  it('trains again what is not stored, says so, and has the same bits; its spec says where it comes from', async () => {
    const { stderr } = await sweep(
      'fork',
      'base/1',
      '--at-epoch',
      '2',
      '--set',
      'optimizer=sgd',
      '--name',
      'other',
    );
    expect(stderr).toContain(
      'that state is not stored, so 2 epochs are trained again first, from the beginning',
    );
    const other = await show('other/1');
    expect(digests(other).slice(0, 2)).toEqual(digests(await show('base/1')).slice(0, 2));
    await sweep('export', 'other/1', '--out', 'again.yaml');
    const db = connect(bench.path('runs.db'));
    db.exec('DELETE FROM states');
    db.close();
    expect((await sweep('run', 'again.yaml', '--quiet')).status).toBe(0);
    expect(await show('other-trial-1/1')).toMatchObject({
      parameters: other.parameters,
      configuration: other.configuration,
    });
    expect(digests(await show('other-trial-1/1'))).toEqual(digests(other));
    const script = await sweep('export', 'other/1', '--format', 'keras-script');
    expect(script.stderr).toMatch(/\(export_failed\): .* is a fork/);
  });

  it('refuses what its weights do not allow, and what has no state', async () => {
    bench.write(
      'program.yaml',
      'name: program\nprogram: x.sh\nmethod: grid\nparameters: {x: {value: 1}}\nmetric: {name: y}\n',
    );
    bench.write('x.sh', 'echo "y: 1"\n');
    await sweep('run', 'program.yaml', '--quiet', '--db', bench.path('program.db'));
    const refused: [string[], RegExp][] = [
      [
        ['base/1', '--set', 'units=16', '--set', 'epochs=5'],
        /this network has others: what its layers are made of cannot change/,
      ],
      [['base/1'], /nothing is left to train[\s\S]*more than 3/],
      [
        ['base/1', '--set', 'kernel_initializer=he_normal', '--set', 'epochs=5'],
        /kernel_initializer would have no effect/,
      ],
      [['base/1', '--at-epoch', '9'], /has no epoch 9\.\n {2}Its epochs are 1 to 3/],
      [['base/1', '--set', 'learnig_rate=1'], /learnig_rate is neither/],
      [
        ['1', '--db', bench.path('program.db')],
        /\(not_repeatable\): Trial 1 of program ran a program[\s\S]* export 1 --sweep 1 --db \S+program\.db`/,
      ],
    ];
    for (const [words, message] of refused) {
      const { status, stderr } = await sweep('fork', ...words);
      expect(stderr).toMatch(message);
      expect(status).toBe(2);
    }
    bench.write('wrong.yaml', `${SPEC}fork: [{trial: a, epochs: 0, seed: 1, parameters: {units: x}}]\n`);
    const { stderr } = await sweep('plan', 'wrong.yaml');
    expect(stderr).toMatch(/fork\.epochs must be an integer[\s\S]*fork\.parameters\.units must be/);
  });
});
