import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { npzOf, stripes } from '../helpers/stripes.ts';
import { Workbench } from './workbench.ts';

/** A better score for a higher x, with luck that depends on the seed. */
const TRAINER = `export async function* train({ parameters: { x }, seed }) {
  const luck = Math.abs(Math.sin(seed * 127.1 + x * 311.7) * 43758.5453) % 1;
  await new Promise((resolve) => setTimeout(resolve, (seed * 7 + x * 3) % 11));
  yield { score: 0.8 + 0.02 * x + 0.02 * luck };
}
`;
const SPEC = `name: luck
trainer: ./train.mjs
method: grid
metric: {name: score, goal: maximize}
parameters: {x: {values: [0, 1, 2, 3, 4, 5, 5.2]}}
`;
const WORDS = ['confirm', 'luck', '--top', '4', '--seeds', '6'];

const bench = new Workbench();
afterAll(() => bench.remove());
const json = async (...args: string[]) => JSON.parse((await bench.run([...args, '--json'])).stdout);
const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** Every trial with its seed and score, whatever the order in which they ended. */
async function trialsOf(database: string) {
  const rows = await json('leaderboard', 'luck', '--by', 'trial', '--limit', '0', '--db', database);
  return rows
    .map(({ trials, parameters, metrics }: Record<string, unknown>) => ({ trials, parameters, metrics }))
    .sort((a: { trials: number[] }, b: { trials: number[] }) => a.trials[0]! - b.trials[0]!);
}

describe('sweep confirm', () => {
  beforeAll(async () => {
    bench.write('train.mjs', TRAINER);
    bench.write('luck.yaml', SPEC);
    for (const database of ['whole.db', 'stopped.db']) {
      const { status, stderr } = await bench.run(['run', 'luck.yaml', '--quiet', '--db', database]);
      expect(status, stderr).toBe(0);
    }
  });

  it('races with the same seeds for all, drops what has lost, and says why', async () => {
    const { status, stdout, stderr } = await bench.run([...WORDS, '--json', '--db', 'whole.db']);
    expect(status, stderr).toBe(0);
    const events = lines(stdout);
    const rounds = events.filter(({ event }) => event === 'round_started');
    expect(rounds[0]).toMatchObject({ kind: 'confirm', configurations: 4, trials: 12, seeds: 3, left: [] });
    const last = events.at(-1);
    expect(last).toMatchObject({ event: 'confirmed', isOver: true, contenders: expect.any(Array) });
    const [leader, ...others] = last.contenders;
    expect(leader).toMatchObject({ rank: 1, left: null, parameters: { x: 5.2 } });
    const out = others.filter(({ left }: { left: unknown }) => left);
    expect(out.length).toBeGreaterThan(0);
    for (const { left, seeds } of out) {
      expect(left.seeds).toBe(seeds);
      expect(left.pValue).toBeLessThan(left.level);
    }
    expect(last.comparisons.map(({ first }: { first: string }) => first)).toEqual(Array(3).fill('x=5.2'));
    expect(last.comparisons.at(-1).words.verdict).toMatch(/^By score x=5\.2 is better than x=\d by 0\./);
    const started = events.filter(({ event }) => event === 'trial_started');
    for (const { parameters, seeds } of last.contenders) {
      const own = started.filter((each) => each.parameters.x === parameters.x).map(({ seed }) => seed);
      // A worker that boots slowly begins its first trial after others.
      expect(own.sort()).toEqual(Array.from({ length: seeds }, (_, index) => 1 + index));
    }
    const ranked = await json('leaderboard', 'luck', '--db', 'whole.db');
    expect(ranked.map(({ finalist }: { finalist: boolean }) => finalist)).toEqual([
      ...Array(4).fill(true),
      ...Array(3).fill(false),
    ]);
  });

  it('goes on the same after it was stopped and killed, with any number of workers', async () => {
    const race = [...WORDS, '--db', 'stopped.db'];
    const stopped = await bench.run([...race, '--workers', '3'], (line, child) => {
      if (/^#10 score/.test(line)) child.kill('SIGINT');
    });
    expect(stopped.status, stopped.stderr).toBe(130);
    expect(stopped.stdout).toContain('Stopped: what is trained is kept.');
    expect(stopped.stdout).toContain('confirm luck --top 4 --seeds 6');
    const killed = await bench.run([...race, '--workers', '1'], (line, child) => {
      if (/^#20 started/.test(line)) child.kill('SIGKILL');
    });
    expect(killed.signal).toBe('SIGKILL');
    const end = await bench.run([...race, '--workers', '2']);
    expect(end.status, end.stderr).toBe(0);
    expect(await trialsOf('stopped.db')).toEqual(await trialsOf('whole.db'));
    const again = await bench.run([...race, '--json']);
    expect(lines(again.stdout).map(({ event }) => event)).not.toContain('trial_started');
    expect(lines(again.stdout).at(-1)).toMatchObject({ event: 'confirmed', isOver: true });
    const [{ state }] = await json('ls', '--db', 'stopped.db');
    expect(state).toBe('completed');
    // The spec goes on as before, and confirmed configurations stay finalists.
    expect((await bench.run(['run', 'luck.yaml', '--quiet', '--db', 'stopped.db'])).status).toBe(0);
    expect((await json('leaderboard', 'luck', '--db', 'stopped.db'))[0].finalist).toBe(true);
  });

  it('trains networks with further seeds, from the database alone', async () => {
    bench.write('stripes.npz', npzOf(stripes(300, 8, 1, 3), stripes(60, 8, 1, 3)));
    bench.write(
      'net.yaml',
      `name: net
model: ann
dataset: {name: stripes, path: ./stripes.npz}
validation: 60
method: grid
parameters: {units: [2, 8, 16], epochs: 3}
`,
    );
    expect((await bench.run(['run', 'net.yaml', '--quiet'])).status).toBe(0);
    const { status, stdout, stderr } = await bench.run(['confirm', '--top', '2', '--seeds', '2']);
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(/net: after 2 further seeds each, units=\d+ leads, and the race cannot rule out /);
    expect(stdout).toMatch(/60 test images/);
    bench.write('stripes.npz', npzOf(stripes(300, 8, 1, 3), stripes(66, 8, 1, 3)));
    const other = await bench.run(['confirm', 'net', '--top', '2', '--seeds', '3']);
    expect(other.status).toBe(2);
    expect(other.stderr).toContain('The dataset has changed since net (id 1) ran');
  });

  it('says what keeps it from a race', async () => {
    const wrong = async (...args: string[]) => {
      const { status, stdout, stderr } = await bench.run(['confirm', ...args, '--db', 'whole.db']);
      expect([status, stdout]).toEqual([2, '']);
      return stderr;
    };
    expect(await wrong('none')).toContain('There is no sweep "none"');
    expect(await wrong('--top', '1')).toContain('--top must be an integer from 2 to 1000, not 1.');
    expect(await wrong('--time', 'soon')).toContain('--time must be a length of time, such as 90s');
    bench.write('bad.mjs', `export function* train() { throw new Error('no'); }`);
    bench.write('bad.yaml', SPEC.replace('./train.mjs', './bad.mjs').replace('luck', 'bad'));
    await bench.run(['run', 'bad.yaml', '--quiet', '--db', 'whole.db']);
    const none = await bench.run(['confirm', 'bad', '--db', 'whole.db']);
    expect([none.status, none.stderr]).toEqual([2, expect.stringContaining('bad (id 2) has none')]);
    bench.write('train.mjs', `${TRAINER}// edited\n`);
    const edited = await bench.run(['confirm', 'luck', '--db', 'whole.db']);
    expect(edited.stderr).toContain('The trainer ./train.mjs has changed since luck (id 1) ran');
  });
});
