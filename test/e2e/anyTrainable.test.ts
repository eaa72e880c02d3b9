import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Workbench } from './workbench.ts';

const SCRIPT = `x=\${1#x=}
echo '{"epoch": 1, "val/acc": 0.5}'
echo "{\\"epoch\\": 2, \\"val/acc\\": 0.$x, \\"x\\": 7}"
test $x -ne 9
`;
const PROGRAM = `name: shell
command: [sh, metrics.sh, "\${args_no_hyphens}"]
method: grid
metric: {name: val/acc, goal: maximize}
parameters: {x: {values: [6, 8, 9]}}
`;
const TRAINER = `export async function* train({ parameters }) { yield { score: parameters.x }; }`;
const ENDLESS = `name: endless
trainer: ./train.mjs
method: random
metric: {name: score, goal: minimize}
parameters: {x: {min: 0.0, max: 1.0}}
`;

const bench = new Workbench();
const out = async (...args: string[]): Promise<string> => (await bench.run(args)).stdout;
const json = async (...args: string[]) => JSON.parse(await out(...args, '--json'));
const events = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('a sweep of a program', () => {
  let run: Awaited<ReturnType<Workbench['run']>>;
  beforeAll(async () => {
    bench.write('metrics.sh', SCRIPT);
    bench.write('shell.yaml', PROGRAM);
    run = await bench.run(['run', 'shell.yaml', '--json', '--workers', '1']);
  });
  afterAll(() => bench.remove());

  it('is told by steps and metrics of its own names', () => {
    expect(run.status).toBe(1);
    const [started, first, ...rest] = events(run.stdout);
    expect(started).toMatchObject({ trainable: 'program', trials: 3, engine: null, dataset: null });
    expect(first).toMatchObject({ event: 'trial_started', trial: 1, parameters: { x: 6 } });
    expect(rest[1]).toMatchObject({ event: 'metrics', trial: 1, step: 2, values: { 'val/acc': 0.6, x: 7 } });
    expect(rest[2]).toMatchObject({ event: 'trial_ended', state: 'completed', steps: 2 });
    const ended = { completed: 2, failed: 1, best: { metrics: { 'val/acc': 0.8 }, steps: 2 } };
    expect(rest.at(-1)).toMatchObject({ event: 'sweep_ended', ...ended });
  });

  it('is planned by the time that its trials took, and without a guess where there are none', async () => {
    const plan = await json('plan', 'shell.yaml');
    expect(plan).toMatchObject({ valid: true, alreadyDone: 2, toRun: 1, epochs: null });
    expect(plan).toMatchObject({ estimateMs: expect.any(Number), estimateSource: 'from 2 trials here' });
    expect(await json('plan', 'shell.yaml', '--db', 'none.db')).toMatchObject({ toRun: 3, estimateMs: null });
    expect(await out('plan', 'shell.yaml', '--db', 'none.db')).toMatch(
      /3 trials to run on \d+ workers?; the time is not known before a trial has ended\n$/,
    );
  });

  it('whose metric nobody reported says what was reported, and where the output is', async () => {
    bench.write(
      'other.yaml',
      PROGRAM.replace('val/acc, goal', 'accuracy, goal').replace('name: shell', 'name: other'),
    );
    const text = await out('run', 'other.yaml', '--db', 'other.db');
    expect(text).toContain('No trial reported accuracy, the metric of the spec: nothing can be ranked.');
    expect(text).toContain('They reported val/acc and x');
    expect(text).toMatch(/ logs other\/3 /);
    const best = await bench.run(['show', 'best', '--db', 'other.db']);
    expect(best.stderr).toContain('No completed trial of the sweep other has a finite accuracy');
  });

  it('stands on the leaderboard, and a metric called as a parameter is told from it', async () => {
    const rows = await json('leaderboard');
    expect(rows[0]).toMatchObject({ rank: 1, parameters: { x: 8 }, metrics: { 'val/acc': 0.8, x: 7 } });
    expect(rows[0]).not.toHaveProperty('model');
    const text = await out('leaderboard');
    expect(text).toMatch(/^shell {2}sweep 1 {2}completed {2}seed 0\n/);
    expect(text).toMatch(/rank +trial +x +val\/acc +metrics\.x +steps done/);
    expect(text).toMatch(/failed +3 +9/);
    expect(await out('ls')).toMatch(/shell +completed +3\/3 +1 +val\/acc +0\.8000 +\S+s /);
    expect((await json('ls'))[0].best.metrics).toEqual({ 'val/acc': 0.8, x: 7 });
  });

  it('shows a trial with its curve, and compares without images', async () => {
    const text = await out('show', 'best');
    expect(text).toMatch(/step +val\/acc +x +training time\n +1 +0\.5000 +– .*\n +2 +0\.8000 +7 /);
    expect((await json('show', 'best')).curve).toMatchObject([
      { step: 1, metrics: { 'val/acc': 0.5 } },
      { step: 2, metrics: { 'val/acc': 0.8 } },
    ]);
    expect(await out('compare', '--by', 'x')).toMatch(/^shell by x\n\n.*\n6 +1 +0\.6000.*\n8 +2 +0\.8000/);
    expect(await json('compare', '--by', 'x')).toMatchObject({ pairs: [], groups: [{ value: '6' }, {}] });
  });
});

it('a search without an end has no total, and goes on where it was left', async () => {
  const endless = new Workbench();
  try {
    endless.write('train.mjs', TRAINER);
    endless.write('endless.yaml', ENDLESS);
    const plan = (await endless.run(['plan', 'endless.yaml'])).stdout;
    expect(plan).toMatch(/Trials are drawn until the sweep is stopped/);
    const json = JSON.parse((await endless.run(['plan', 'endless.yaml', '--json'])).stdout);
    expect(json).toMatchObject({ valid: true, trials: null, toRun: null, configurations: null });
    const args = ['run', 'endless.yaml', '--json', '--max-trials', '2'];
    const [started] = events((await endless.run(args)).stdout);
    expect(started).toMatchObject({ event: 'sweep_started', trials: null, toRun: null });
    const again = events((await endless.run(args)).stdout);
    expect(again.at(-1).completed).toBe(2);
    const rows = JSON.parse((await endless.run(['leaderboard', '--json'])).stdout);
    expect(rows.filter(({ state }: { state: string }) => state === 'completed')).toHaveLength(4);
  } finally {
    endless.remove();
  }
});
