import { afterAll, describe, expect, it } from 'vitest';
import { compare } from '../../src/cli/commands/compare.ts';
import { createContext } from '../../src/cli/context.ts';
import type { Configuration } from '../../src/configuration.ts';
import { startServer } from '../../src/server/index.ts';
import { annotate, openDatabase } from '../../src/store/index.ts';
import { Workbench } from '../e2e/workbench.ts';
import { beginProgram, cell, report, runProgram } from '../store/programs.ts';
import { begin, complete, planned } from '../store/sweeps.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

const IMAGES = 10_000;

/**
 * An ANN and a CNN that leads, with the given numbers of images that the CNN alone and the ANN alone get
 * right.
 */
function annAgainstCnn(onlyCnn: number, onlyAnn: number): string {
  const file = `${onlyCnn}-${onlyAnn}.db`;
  const db = openDatabase(bench.path(file));
  const sweep = begin(db);
  const truth = new Uint16Array(IMAGES);
  const wrong = (from: number, until: number) => truth.map((_, i) => Number(i >= from && i < until));
  const tests = [wrong(0, onlyCnn), wrong(onlyCnn, onlyCnn + onlyAnn)];
  sweep.recordShared({ labels: { validation: truth, test: truth } });
  for (const [i, trial] of sweep.planTrials([planned({}), planned({}, 'cnn')], [7]).entries())
    complete(sweep, trial, 0.8 + i / 10, { predictions: { validation: truth, test: tests[i]! } });
  sweep.end('completed');
  db.close();
  return file;
}

describe('compare', () => {
  it.each([
    [130, 100, 'undecided', /do not tell cnn and ann apart: cnn is \d/, /tell A and B apart \(p = 0\.056\)/],
    [
      140,
      100,
      'better',
      /test images cnn is better than ann by/,
      /A is better on these images \(p = 0\.012\)/,
    ],
    [
      100,
      140,
      'worse',
      /test images ann is better than cnn by/,
      /B is better on these images \(p = 0\.012\)/,
    ],
  ])('judges %i against %i images as the dashboard does', async (onlyCnn, onlyAnn, verdict, words, shown) => {
    const file = annAgainstCnn(onlyCnn, onlyAnn);
    const { stdout, status, stderr } = await bench.run(['compare', '--db', file]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(words);
    const json = await bench.run(['compare', '--db', file, '--json']);
    const { pairs, comparisons } = JSON.parse(json.stdout);
    const [pair] = pairs;
    expect(comparisons).toMatchObject([
      { verdict, basis: 'images', pValue: pair.pValue, interval: pair.interval },
    ]);
    expect(pair).toMatchObject({
      first: 'cnn',
      second: 'ann',
      verdict,
      test: "McNemar's exact test",
      onlyFirst: onlyCnn,
      onlySecond: onlyAnn,
      images: IMAGES,
    });
    expect(pair.interval.low > 0 || pair.interval.high < 0).toBe(verdict !== 'undecided');

    const server = await startServer({ database: bench.path(file), port: 0, host: '127.0.0.1' });
    try {
      const page = await fetch(new URL('/sweeps/1/compare?trials=2,1', server.url));
      const text = await page.text();
      expect(text).toMatch(shown);
      expect(stdout).toContain(`p = ${/\(p = ([^)]+)\)/.exec(text)![1]}.`);
    } finally {
      await server.close();
    }
  });

  it('sets the others against the group that leads the leaderboard, and counts nothing that is hidden', async () => {
    const db = openDatabase(bench.path('units.db'));
    const sweep = begin(db);
    const truth = new Uint16Array(20);
    sweep.recordShared({ labels: { validation: truth, test: truth } });
    // units=1 has the best trial, units=2 the better mean, units=3 is hidden.
    const accuracies = [0.95, 0.1, 0.8, 0.8, 0.99, 0.99];
    const cells = [planned({ units: 1 }), planned({ units: 2 }), planned({ units: 3 })];
    for (const [i, trial] of sweep.planTrials(cells, [7, 8]).entries())
      complete(sweep, trial, accuracies[i]!, { predictions: { validation: truth, test: truth } });
    sweep.end('completed');
    for (const trial of [5, 6]) annotate(db, { sweepId: sweep.sweepId, trial }, { hidden: true });
    db.close();
    const text = (await bench.run(['compare', '--by', 'units', '--db', 'units.db'])).stdout;
    expect(text).toContain(
      'These 20 test images and 2 seeds do not tell units=2 and units=1 apart: they are equal (95 % interval 0.0 to 0.0).',
    );
    const { stdout } = await bench.run(['compare', '--by', 'units', '--db', 'units.db', '--json']);
    const { groups, pairs } = JSON.parse(stdout);
    expect(groups.map(({ value }: { value: string }) => value)).toEqual(['1', '2']);
    expect(pairs).toMatchObject([{ first: '2', second: '1', verdict: 'undecided' }]);
  });

  it('measures latencies anew where asked, with weights that were kept', async () => {
    const asked = ['compare', '--by', 'units', '--db', 'units.db', '--json'];
    const { groups: stored } = JSON.parse((await bench.run(asked)).stdout);
    expect(stored[0].costs).toMatchObject({ latencyMs: 0.25, latency1000Ms: null });
    const { stdout, status } = await bench.run([...asked, '--latency']);
    expect(status).toBe(0);
    const { groups, latencies } = JSON.parse(stdout);
    for (const { costs } of groups) {
      expect(costs.latencyMs).not.toBe(0.25);
      expect(costs.latency1000Ms).toBeGreaterThan(0);
    }
    expect(latencies).toMatch(/of 1,000 in one call, measured now, .* of this machine\.$/);
  });
});

describe('without --by', () => {
  /** Programs with scores 1, 2, …, one for each configuration. */
  async function compared(
    file: string,
    configurations: readonly Configuration[],
    words: readonly string[] = [],
  ) {
    const db = openDatabase(bench.path(file));
    const sweep = beginProgram(db);
    for (const trial of sweep.planTrials(configurations.map(cell), [3]))
      runProgram(sweep, trial, report(1, { score: trial.number }));
    sweep.end('completed');
    db.close();
    const printed: string[] = [];
    const context = createContext({ db: bench.path(file), color: false, wide: true });
    await compare({ sweep: words }, { ...context, print: (text) => void printed.push(text) });
    return printed.join('\n');
  }

  it('a sweep without a model goes by the one parameter that varies', async () => {
    const text = await compared('one.db', [{ optimizer: 'adam' }, { optimizer: 'sgd' }]);
    expect(text).toContain('program by optimizer');
    // One value has no middle half.
    expect(text).toMatch(/values +median +middle half/);
    expect(text).toMatch(/adam +1 +1\.0000 +1 +1\.0000 +– /);
  });

  it('or says which ones vary', async () => {
    const configurations = [
      { optimizer: 'adam', units: 1 },
      { optimizer: 'sgd', units: 2 },
    ];
    await expect(compared('two.db', configurations)).rejects.toThrow(
      'Say what to compare program by: it varies optimizer and units.',
    );
    await expect(compared('none.db', [{ optimizer: 'adam' }])).rejects.toThrow(
      'program varies no parameter.',
    );
  });
});
