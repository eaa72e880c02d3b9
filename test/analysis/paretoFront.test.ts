import fc from 'fast-check';
import { expect, it } from 'vitest';
import { paretoFront } from '../../src/analysis/index.ts';

const points = fc.array(
  fc.record({ cost: fc.integer({ max: 9, min: 0 }), gain: fc.integer({ max: 9, min: 0 }) }),
);

it('the front is what no other point beats', () => {
  fc.assert(
    fc.property(points, (items) => {
      const front = paretoFront(
        items,
        ({ cost }) => cost,
        ({ gain }) => gain,
      );
      const beaten = (point: (typeof items)[number]) =>
        items.some(
          (other) =>
            other.cost <= point.cost &&
            other.gain >= point.gain &&
            (other.cost < point.cost || other.gain > point.gain),
        );
      for (const point of front) expect(beaten(point)).toBe(false);
      const kept = new Set(front.map(({ cost, gain }) => `${cost} ${gain}`));
      for (const point of items.filter((item) => !beaten(item)))
        expect(kept).toContain(`${point.cost} ${point.gain}`);
      expect(kept.size).toBe(front.length);
      expect(front.map(({ cost }) => cost)).toEqual(front.map(({ cost }) => cost).sort((a, b) => a - b));
    }),
  );
});
