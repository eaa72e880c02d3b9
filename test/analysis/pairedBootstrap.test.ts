import { describe, expect, it } from 'vitest';
import { pairedBootstrap } from '../../src/analysis/index.ts';
import { Random } from '../../src/random.ts';

/** Predictions that are right with that chance, and the other classes by chance otherwise. */
function predicted(truth: Uint16Array, chance: number, random: Random): Uint16Array {
  return truth.map((label) => (random.uniform() < chance ? label : (label + 1 + random.below(3)) % 4));
}

const truthOf = (images: number, random: Random) =>
  Uint16Array.from({ length: images }, () => random.below(4));

describe('paired bootstrap intervals', () => {
  it('are those of the two accuracies and macro-F1 scores, the same each time, and turn with the classifiers', () => {
    const truth = Uint16Array.of(0, 0, 1, 1, 2, 2);
    const [first, second] = [Uint16Array.of(0, 0, 1, 2, 2, 2), Uint16Array.of(0, 1, 1, 2, 2, 2)];
    const both = pairedBootstrap(first, second, truth, 3);
    expect(both.accuracy.difference).toBeCloseTo(1 / 6, 12);
    // F1 of the classes: 1, 2/3, 4/5 against 2/3, 1/2, 4/5 (scikit-learn 1.7, f1_score(average='macro')).
    expect(both.macroF1.difference).toBeCloseTo((1 + 2 / 3 + 4 / 5 - 2 / 3 - 1 / 2 - 4 / 5) / 3, 12);
    expect(pairedBootstrap(first, second, truth, 3)).toEqual(both);
    const turned = pairedBootstrap(second, first, truth, 3);
    expect(turned.accuracy.low).toBeCloseTo(-both.accuracy.high, 12);
  });

  it('hold the true difference in 95 % of cases', () => {
    const random = Random.of(1, 'bootstrap coverage');
    let held = 0;
    const rounds = 500;
    for (let round = 0; round < rounds; round++) {
      const truth = truthOf(250, random);
      const { accuracy } = pairedBootstrap(
        predicted(truth, 0.8, random),
        predicted(truth, 0.7, random),
        truth,
        4,
        400,
      );
      if (accuracy.low <= 0.1 && 0.1 <= accuracy.high) held++;
    }
    // 500 rounds tell 95 % from others by 1.9 points.
    expect(Math.abs(held / rounds - 0.95)).toBeLessThan(0.019);
  });

  it('leave out classes that occur nowhere', () => {
    const truth = Uint16Array.of(0, 0, 1);
    const { macroF1 } = pairedBootstrap(Uint16Array.of(0, 0, 1), Uint16Array.of(0, 0, 0), truth, 9);
    expect(macroF1.difference).toBeCloseTo(1 - 0.4, 12);
  });
});
