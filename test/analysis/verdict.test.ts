import { describe, expect, test } from 'vitest';
import { judge, verdictWords } from '../../src/analysis/index.ts';

const table = (onlyFirst: number, onlySecond: number) => ({
  both: 8700,
  onlyFirst,
  onlySecond,
  neither: 1300 - onlyFirst - onlySecond,
});

describe('the verdict on two classifiers', () => {
  test("is McNemar's exact test, with an interval that says the same", () => {
    const verdict = judge(table(130, 100));
    expect(verdict).toMatchObject({ verdict: 'undecided', test: "McNemar's exact test", difference: 0.003 });
    expect(verdict.pValue).toBeCloseTo(0.0556, 4);
    expect(verdict.interval.low).toBeLessThan(0);
    expect(verdict.interval.high).toBeGreaterThan(0.003);
    expect(judge(table(131, 99))).toMatchObject({ verdict: 'better' });
    expect(judge(table(99, 131))).toMatchObject({ verdict: 'worse' });
    expect(judge(table(0, 0))).toMatchObject({ verdict: 'undecided', pValue: 1 });
  });

  test('has its interval on one side of 0 exactly where it is decided', () => {
    const contradictions: string[] = [];
    for (let b = 0; b <= 50; b++) {
      for (let c = 0; c <= 50; c++) {
        for (const both of [1, 9000]) {
          const { verdict, interval } = judge({ both, onlyFirst: b, onlySecond: c, neither: 0 });
          const side = interval.low > 0 ? 'better' : interval.high < 0 ? 'worse' : 'undecided';
          if (side !== verdict) contradictions.push(`${b} against ${c} beside ${both}: ${verdict}, ${side}`);
        }
      }
    }
    expect(contradictions).toEqual([]);
  });

  test('has words with its reasons, the same wherever it is shown', () => {
    expect(verdictWords(table(130, 100), 'cnn', 'ann')).toEqual({
      verdict: 'These images do not tell cnn and ann apart (p = 0.056).',
      difference:
        'cnn is right on 88.30 % of the images, ann on 88.00 %: +0.30 points for cnn, with 95 % confidence between −0.01 and +0.61.',
      test: "Of the 230 images that one alone gets right, 130 go to cnn and 100 to ann. If both erred equally often, a split at least as uneven would come about with probability 0.056 (McNemar's exact test).",
    });
    expect(verdictWords(table(100, 140), 'A', 'B').verdict).toBe('B is better on these images (p = 0.012).');
    expect(verdictWords(table(0, 1200), 'A', 'B').verdict).toBe(
      'B is better on these images (p below 1e-300).',
    );
  });

  test('never rounds a reason to the other side', () => {
    // p is 0.049983, which would read as 0.050.
    const close = verdictWords(table(150, 117), 'A', 'B');
    expect(close.verdict).toBe('A is better on these images (p = 0.04998).');
    expect(close.difference).toContain('between +0.00002 and');
    const decided = [];
    for (let b = 100; b <= 500; b += 3) {
      for (const c of [100, 211, 300]) {
        const { verdict } = judge(table(b, c));
        const words = verdictWords(table(b, c), 'A', 'B');
        const p = /p = ([\d.e-]+)\)/.exec(words.verdict)?.[1];
        const low = /between (\S+) and/.exec(words.difference)![1]!;
        if (verdict !== 'undecided') decided.push(b);
        expect(Number(p) < 0.05, words.verdict).toBe(verdict !== 'undecided');
        expect(low.startsWith('+'), words.difference).toBe(verdict === 'better');
      }
    }
    expect(decided.length).toBeGreaterThan(50);
  });
});
