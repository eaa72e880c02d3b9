import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Check, compareValueGroups, tuningEfforts } from '../../src/comparison/index.ts';
import { runSweep } from '../../src/index.ts';
import { compareGroups, openDatabase } from '../../src/store/index.ts';
import { temporaryFolder } from '../store/fixture.ts';

const STEPS = 9;

/** Trials of kind slow rise to their end, those of kind quick for three steps; most are stopped early. */
async function compared() {
  const database = join(temporaryFolder(), 'runs.db');
  const spec = {
    name: 'stopped',
    method: 'random',
    run_cap: 24,
    lookahead: 1,
    roles: { kind: 'scientific' },
    early_terminate: { type: 'asha', min_iter: 1, eta: 3 },
    finals: { seeds: 3 },
    metric: { name: 'y', goal: 'maximize' },
    parameters: {
      kind: { values: ['slow', 'quick'] },
      x: { distribution: 'uniform', min: 0, max: 1 },
    },
    async *trainer({ parameters: { x, kind }, seed }: Told) {
      for (let step = 1; step <= STEPS; step++) {
        const height = kind === 'slow' ? 0.1 * step : Math.min(step, 3);
        yield { y: Number(x) + height + 0.001 * Math.sin(7 * seed * step) };
      }
    },
  } as const;
  await runSweep(spec, { database, workers: 2 });
  const db = openDatabase(database);
  const groups = compareGroups(db, [1], 'kind');
  const { checks } = compareValueGroups(db, 'kind', groups);
  db.close();
  return { groups, about: (topic: Check['about']) => checks.filter((check) => check.about === topic) };
}

interface Told {
  readonly parameters: { readonly x: number; readonly kind: string };
  readonly seed: number;
}

it('counts what was stopped early as tried, and tells what was still getting better at its end', async () => {
  const { groups, about } = await compared();
  for (const { rows } of groups) {
    expect(rows.map(({ state }) => state)).toContain('pruned');
    expect(rows[0]!.rank).not.toBeNull();
  }
  expect(tuningEfforts(groups.map(({ rows }) => rows)).map(({ configurations }) => configurations)).toEqual([
    12, 12,
  ]);
  expect(about('budget')).toMatchObject([
    { ok: true, text: 'The budgets are alike: 12 configurations each.' },
  ]);
  const [quick, slow] = about('length');
  expect(quick).toMatchObject({
    ok: true,
    text: expect.stringMatching(
      /^These seeds do not tell whether more steps would help kind=quick: from step 6 to 9 its y changed by /,
    ),
  });
  expect(slow).toMatchObject({
    ok: false,
    text: expect.stringMatching(
      /^More steps may help kind=slow: from step 6 to 9 its y changed by \+0\.\d+ \(95 % interval \+0\.\d+ to \+0\.\d+; 3 seeds\)\.$/,
    ),
  });
});
