import { afterAll, describe, expect, it } from 'vitest';
import { TINY_SPEC, Workbench } from './workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

const NEVER = 'run_cap ends the grid after 2 of 4 cells; optimizer stays sgd';

describe('a run_cap below the cells of a grid', () => {
  const file = bench.write('capped.yaml', TINY_SPEC.replace('seed: 5', 'run_cap: 2'));

  it('says in the plan, as text and as JSON, which values are never tried', async () => {
    expect((await bench.run(['plan', file])).stderr).toMatch(
      new RegExp(`^capped.yaml:5:10: warning: ${NEVER}`),
    );
    const { valid, warnings } = JSON.parse((await bench.run(['plan', file, '--json'])).stdout);
    expect({ valid, warnings }).toEqual({
      valid: true,
      warnings: [expect.objectContaining({ path: 'run_cap', line: 5, column: 10, message: NEVER })],
    });
  });

  it('says it when the sweep runs', async () => {
    const { status, stderr } = await bench.run(['run', file]);
    expect(stderr).toContain(NEVER);
    expect(status).toBe(0);
  });

  it('says so where every value is tried, and nothing where nothing is left out', async () => {
    const { stderr } = await bench.run(['plan', file, '--set', 'run_cap=3']);
    expect(stderr).toContain('after 3 of 4 cells; every value is tried, but not with all others');
    expect((await bench.run(['plan', file, '--set', 'run_cap=4'])).stderr).toBe('');
  });

  it('says of a random sweep how many configurations there are', async () => {
    const { stderr } = await bench.run(['plan', file, '--set', 'method=random', '--set', 'run_cap=30']);
    expect(stderr).toContain(
      'run_cap asks for 30 configurations, but no more than 4 different ones were found',
    );
  });

  it('warns that a search has too few to learn from, and knows afterwards that it is done', async () => {
    const bayes = [file, '--set', 'method=bayes'];
    expect(await bench.run(['run', ...bayes])).toMatchObject({
      status: 0,
      stderr: expect.not.stringContaining('run_cap') as string,
    });
    const { stdout } = await bench.run(['plan', ...bayes, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      warnings: [{ message: expect.stringContaining('nothing is learnt from them') as string }],
      trials: 2,
      alreadyDone: 2,
      toRun: 0,
      estimateMs: 0,
    });
  });
});
