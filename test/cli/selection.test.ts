import { afterAll, describe, expect, it } from 'vitest';
import { startServer } from '../../src/server/index.ts';
import { TINY_SPEC, Workbench } from '../e2e/workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

const SPEC = `${TINY_SPEC.replace('optimizer: [sgd, adam]', 'optimizer: adam').replace('name: tiny', 'name: trained')}metric: accuracy\n`;
const WARNING = 'Ranked by accuracy, the metric of the training images';

describe('a sweep that is ranked by its training images', () => {
  it('is flagged wherever its numbers appear', async () => {
    bench.write('trained.yaml', SPEC);
    const out = async (...args: string[]) => {
      const { stdout, status, stderr } = await bench.run(args);
      expect([status, stderr]).toEqual([0, '']);
      return stdout;
    };
    const json = async (...args: string[]) => JSON.parse(await out(...args, '--json'));

    expect(await out('plan', 'trained.yaml')).toContain(WARNING);
    const plan = await json('plan', 'trained.yaml');
    expect(plan).toMatchObject({ valid: true, metric: 'accuracy', rankedOn: 'training' });
    expect(plan.warnings).toEqual([
      { path: 'metric', severity: 'warning', message: expect.stringContaining(WARNING) },
    ]);
    expect(await out('run', 'trained.yaml', '--quiet')).toContain(WARNING);
    const again = (await out('run', 'trained.yaml', '--json')).trim().split('\n');
    expect(JSON.parse(again[0]!)).toMatchObject({ metric: 'accuracy', rankedOn: 'training' });
    expect(await out('leaderboard')).toContain(WARNING);
    expect(await json('leaderboard')).toMatchObject([{ rankedOn: 'training' }, { rankedOn: 'training' }]);
    expect(await out('show', 'best')).toContain(WARNING);
    expect(await json('show', 'best')).toMatchObject({ sweep: { rankedOn: 'training' } });
    expect(await out('compare', '--by', 'units')).toContain(WARNING);
    expect((await json('compare', '--by', 'units')).warnings).toEqual([expect.stringContaining(WARNING)]);
    expect(await out('export', 'best')).toContain(`# ${WARNING}`);
    expect(await out('ls')).toMatch(/accuracy \(on training\)/);
    expect(await json('ls')).toMatchObject([{ rankedOn: 'training', best: { rankedOn: 'training' } }]);

    const server = await startServer({ database: bench.path('runs.db'), port: 0, host: '127.0.0.1' });
    try {
      const page = async (path: string) => (await fetch(new URL(path, server.url))).text();
      for (const path of [
        '/sweeps/1',
        '/sweeps/1/charts',
        '/sweeps/1/charts/curves',
        '/sweeps/1/compare?trials=1,2',
        '/sweeps/1/trials/1',
      ])
        expect(await page(path), path).toContain(WARNING);
      expect(await page('/')).toContain('on the training images');
      const [head, row] = (await page('/sweeps/1/leaderboard.csv'))
        .split('\r\n')
        .map((line) => line.split(','));
      expect(row![head!.indexOf('rankedOn')]).toBe('training');
      expect(row![head!.indexOf('synthetic')]).toBe('true');
    } finally {
      await server.close();
    }
  });
});
