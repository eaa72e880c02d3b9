import { describe, expect, it } from 'vitest';
import { optimism } from '../../src/analysis/index.ts';
import { Random } from '../../src/random.ts';

describe('the optimism of the best of several values', () => {
  it('of ten equal ones is the expected maximum of ten normal variables, 1.5388 of their standard error', () => {
    // The value is from the tables of H. L. Harter, Biometrika 48 (1961).
    expect(optimism(new Array(10).fill(0.9), 0.01) / 0.01).toBeCloseTo(1.5388, 1);
  });

  it('is nothing of one that stands far ahead, alone, or is measured exactly', () => {
    expect(optimism([0.9, 0.5, 0.4], 0.01)).toBeLessThan(0.001);
    expect(optimism([0.9], 0.01)).toBeLessThan(0.001);
    expect(optimism([0.9, 0.9], 0)).toBe(0);
  });

  it('brings what was measured nearer to the truth, and not below it', () => {
    const random = Random.of(3, 'truth');
    let [raw, corrected] = [0, 0];
    const rounds = 100;
    for (let round = 0; round < rounds; round++) {
      const truth = Array.from({ length: 10 }, () => random.normal());
      const measured = truth.map((value) => value + random.normal());
      const best = measured.indexOf(Math.max(...measured));
      raw += (measured[best]! - truth[best]!) / rounds;
      corrected += (measured[best]! - optimism(measured, 1) - truth[best]!) / rounds;
    }
    expect(corrected).toBeLessThan(0.75 * raw);
    expect(corrected).toBeGreaterThan(-0.1);
  });
});
