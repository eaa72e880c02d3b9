import { describe, expect, it } from 'vitest';
import { Random } from '../../src/random.ts';
import type { Augmentation } from '../../src/trainer/augment.ts';
import { Augmenter } from '../../src/trainer/augment.ts';

const NONE: Augmentation = { horizontalFlip: false, shift: 0, randomErasing: 0 };
const SHAPE = [4, 5, 2] as const;
const PIXELS = 4 * 5 * 2;
const ORIGINAL = Uint8Array.from({ length: PIXELS }, (_, index) => index + 1);

/** Results of many applications to the same image, as distinct texts with their counts. */
function outcomes(settings: Partial<Augmentation>, times = 2000, image = ORIGINAL): Map<string, number> {
  const augmenter = new Augmenter({ ...NONE, ...settings }, SHAPE, Random.of(3, 'augment'));
  const seen = new Map<string, number>();
  for (let i = 0; i < times; i++) {
    const copy = image.slice();
    augmenter.apply(copy);
    seen.set(copy.join(), (seen.get(copy.join()) ?? 0) + 1);
  }
  return seen;
}

/** The image whose pixel (y, x) is the original's at (y − down, x − right), or 0 outside. */
function moved(down: number, right: number): string {
  return Array.from({ length: PIXELS }, (_, place) => {
    const channel = place % 2;
    const x = ((place >> 1) % 5) - right;
    const y = Math.floor(place / 10) - down;
    const inside = x >= 0 && x < 5 && y >= 0 && y < 4;
    return inside ? ORIGINAL[(y * 5 + x) * 2 + channel]! : 0;
  }).join();
}

describe('augmentation', () => {
  it('mirrors half of the images, channels in order', () => {
    const mirrored = Array.from({ length: PIXELS }, (_, place) => {
      const [row, x, channel] = [Math.floor(place / 10), (place >> 1) % 5, place % 2];
      return ORIGINAL[row * 10 + (4 - x) * 2 + channel]!;
    }).join();
    const seen = outcomes({ horizontalFlip: true });
    expect([...seen.keys()].sort()).toEqual([mirrored, ORIGINAL.join()].sort());
    expect(Math.abs(seen.get(mirrored)! - 1000)).toBeLessThan(120);
  });

  it('shifts by every number of pixels up to the largest, on both axes, with zeros from outside', () => {
    const seen = outcomes({ shift: 2 }, 5000);
    const possible: string[] = [];
    for (let down = -2; down <= 2; down++) {
      for (let right = -2; right <= 2; right++) possible.push(moved(down, right));
    }
    expect([...seen.keys()].sort()).toEqual(possible.sort());
    for (const count of seen.values()) expect(Math.abs(count - 200)).toBeLessThan(80);
  });

  it('leaves nothing of an image that is shifted by more than its size', () => {
    const seen = outcomes({ shift: 200 }, 300);
    expect(seen.get(new Uint8Array(PIXELS).join())).toBeGreaterThan(200);
  });

  it('erases one rectangle in the asked share of images', () => {
    const white = new Uint8Array(PIXELS).fill(255);
    const seen = outcomes({ randomErasing: 0.25 }, 4000, white);
    expect(Math.abs(seen.get(white.join())! - 3000)).toBeLessThan(200);
    const covered = new Set<number>();
    for (const text of seen.keys()) {
      const changed = [...text.split(',').entries()].filter(([, value]) => value !== '255');
      for (const [place] of changed) covered.add(place);
      const rows = changed.map(([place]) => Math.floor(place / 10));
      const columns = changed.map(([place]) => (place >> 1) % 5);
      const area = (values: number[]) => Math.max(...values) - Math.min(...values) + 1;
      if (changed.length > 0) expect(area(rows) * area(columns)).toBeLessThanOrEqual(0.4 * 20 + 4);
    }
    expect(covered.size).toBe(PIXELS);
  });

  it('is the same for the same random stream', () => {
    const all = { horizontalFlip: true, shift: 3, randomErasing: 0.5 };
    expect(outcomes(all, 50)).toEqual(outcomes(all, 50));
  });
});
