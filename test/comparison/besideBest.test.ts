import { describe, expect, it } from 'vitest';
import { BesideBest, besideBest, besideLegend } from '../../src/comparison/index.ts';
import { leaderboard } from '../../src/store/index.ts';
import { begin, complete, database, planned } from '../store/fixture.ts';
import { beginProgram, cell, report, runProgram } from '../store/programs.ts';

const TRUTH = new Uint16Array(400);

/** Predictions that miss that many images, from one of them on. */
const missing = (count: number, from = 0) =>
  TRUTH.map((_, image) => (image >= from && image < from + count ? 1 : 0));

/** A sweep of networks, the best by validation first; each has predictions for its seeds. */
function networks(configurations: readonly (readonly Uint16Array[])[]) {
  const db = database();
  const sweep = begin(db, { replicates: configurations[0]!.length });
  sweep.recordShared({ labels: { validation: TRUTH, test: TRUTH } });
  const cells = configurations.map((_, index) => planned({ units: index + 1 }));
  const trials = sweep.planTrials(
    cells,
    configurations[0]!.map((_, index) => index + 1),
  );
  for (const trial of trials) {
    const of = Number(trial.configuration.units) - 1;
    const test = configurations[of]![trial.seed - 1]!;
    const predictions = { validation: test, test };
    const sure = new Uint8Array(TRUTH.length);
    complete(sweep, trial, 0.9 - of / 100, { predictions, confidences: { validation: sure, test: sure } });
  }
  return { db, rows: leaderboard(db, sweep.sweepId), sweepId: sweep.sweepId };
}

describe('rows beside the best one', () => {
  it('are alike, behind or ahead by the images that their best trials predict, whatever their ranks', () => {
    const { db, rows } = networks([[missing(60)], [missing(64)], [missing(160)], [missing(10)]]);
    const beside = besideBest(db, rows[0]!, rows);
    expect(beside.map((each) => each?.standing)).toEqual([undefined, 'alike', 'behind', 'ahead']);
    expect(beside[1]!.basis).toBe('images');
    expect(besideLegend(rows[0]!, rows, beside)).toBe(
      '† cannot be told from the best, trial 1, at p < 0.05; ‡ is better than the best, trial 1, at p < 0.05, though not by val_accuracy: by McNemar’s exact test on the test images, best trial against best trial, each pair by itself.',
    );
    expect(besideLegend(rows[0]!, rows.slice(0, 1), beside.slice(0, 1))).toBeUndefined();
  });

  it('with several seeds need to be ahead in all of them, not in the luckiest', () => {
    // The best trial of the first is far ahead of that of the second; its other seed is as far behind.
    const { db, rows } = networks([
      [missing(10), missing(110)],
      [missing(110), missing(10)],
    ]);
    expect(besideBest(db, rows[0]!, rows)[1]).toEqual({ standing: 'alike', basis: 'seeds and images' });
  });

  it('of programs are judged by their seeds, and not at all by one', () => {
    const db = database();
    const sweep = beginProgram(db, { replicates: 3 });
    const scores: Record<string, number[]> = {
      1: [0.9, 0.91, 0.92],
      2: [0.5, 0.51, 0.52],
      3: [0.91, 0.9, 0.7],
    };
    const cells = Object.keys(scores).map((x) => cell({ x: Number(x) }));
    for (const trial of sweep.planTrials(cells, [1, 2, 3])) {
      const score = scores[String(trial.configuration.x)]![trial.seed - 1]!;
      runProgram(sweep, trial, report(1, { score }));
    }
    const rows = leaderboard(db, sweep.sweepId);
    const beside = besideBest(db, rows[0]!, rows);
    expect(rows.map(({ parameters }) => parameters.x)).toEqual([1, 3, 2]);
    expect(beside.map((each) => each?.standing)).toEqual([undefined, 'alike', 'behind']);
    const alone = leaderboard(db, sweep.sweepId, { by: 'trial' });
    expect(besideBest(db, alone[0]!, alone).every((each) => each === undefined)).toBe(true);
  });

  it('are remembered until a trial of them ends', () => {
    const { db, rows } = networks([[missing(60)], [missing(64)], [missing(160)]]);
    const remembered = new BesideBest(db);
    const first = remembered.of(rows[0]!, rows);
    const again = remembered.of(rows[0]!, rows);
    for (const [index, each] of first.entries()) expect(again[index]).toBe(each);
    const other = { ...rows[1]!, replicates: 2 };
    expect(remembered.of(rows[0]!, [other])[0]).not.toBe(first[1]);
  });
});
