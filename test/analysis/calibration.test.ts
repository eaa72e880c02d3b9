import { describe, expect, it } from 'vitest';
import { calibration, mistakes } from '../../src/analysis/index.ts';
import { Random } from '../../src/random.ts';

describe('calibration', () => {
  it('holds confidence against accuracy, bin by bin', () => {
    const labels = Uint16Array.of(0, 1, 1, 0);
    const predicted = Uint16Array.of(0, 1, 0, 0);
    const { bins, expectedError } = calibration(labels, predicted, Uint8Array.of(255, 255, 255, 102));
    expect(bins).toHaveLength(10);
    expect(bins[9]).toEqual({ from: 0.9, to: 1, count: 3, confidence: 1, accuracy: 2 / 3 });
    expect(bins[3]).toEqual({ from: 0.3, to: 0.4, count: 1, confidence: 0.4, accuracy: 1 });
    expect(bins[4]).toMatchObject({ count: 0, confidence: null, accuracy: null });
    expect(expectedError).toBeCloseTo((3 / 4) * (1 / 3) + (1 / 4) * 0.6, 12);
  });

  it('is nearly perfect where confidences are the chances of a hit, and wrong by what they are off', () => {
    const random = Random.of(3, 'calibration');
    const confidences = Uint8Array.from({ length: 50_000 }, () => 26 + random.below(230));
    const labels = new Uint16Array(50_000);
    const drawn = (less: number) =>
      Uint16Array.from(confidences, (byte) => (random.uniform() < byte / 255 - less ? 0 : 1));
    expect(calibration(labels, drawn(0), confidences).expectedError).toBeLessThan(0.01);
    const off = calibration(labels, drawn(0.1), confidences).expectedError;
    expect(Math.abs(off - 0.1)).toBeLessThan(0.01);
  });

  it('has a place for every byte and knows no images without an error', () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const { bins } = calibration(new Uint16Array(256), new Uint16Array(256), all);
    expect(bins.map(({ count }) => count).reduce((a, b) => a + b)).toBe(256);
    for (const { from, to, confidence } of bins) {
      expect(confidence).toBeGreaterThan(from);
      expect(confidence).toBeLessThanOrEqual(to);
    }
    expect(calibration(new Uint16Array(0), new Uint16Array(0), new Uint8Array(0)).expectedError).toBe(0);
    expect(() => calibration(new Uint16Array(2), new Uint16Array(2), new Uint8Array(1))).toThrow(
      '2 predictions and 1 confidences for 2 images',
    );
  });
});

describe('mistakes', () => {
  const labels = Uint16Array.of(0, 1, 2, 0, 1);
  const predicted = Uint16Array.of(1, 1, 0, 1, 2);

  it('come the most confident first, in order among equals', () => {
    expect(mistakes(labels, predicted, Uint8Array.of(90, 255, 90, 200, 100))).toEqual([3, 4, 0, 2]);
    expect(mistakes(labels, predicted, undefined)).toEqual([0, 2, 3, 4]);
  });

  it('are those of one cell where asked, hits included', () => {
    const confidences = Uint8Array.of(90, 255, 90, 200, 100);
    expect(mistakes(labels, predicted, confidences, { actual: 0, predicted: 1 })).toEqual([3, 0]);
    expect(mistakes(labels, predicted, confidences, { actual: 1, predicted: 1 })).toEqual([1]);
    expect(mistakes(labels, predicted, confidences, { actual: 2, predicted: 1 })).toEqual([]);
  });
});
