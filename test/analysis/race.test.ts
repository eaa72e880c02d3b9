import { expect, it } from 'vitest';
import { race, type Scores } from '../../src/analysis/index.ts';
import { Random } from '../../src/random.ts';

const better = { seeds: 5, goal: 'maximize' } as const;

it('drops a contender once it has clearly lost, from the third seed on, whatever is known of later seeds', () => {
  const leading = [0.9, 0.91, 0.9, 0.92, 0.91];
  const near = [0.9, 0.9, 0.91, 0.91, 0.92];
  const far = [0.5, 0.51, 0.5, 0.52, 0.51];
  expect(race([leading.slice(0, 2), near.slice(0, 2), far.slice(0, 2)], better)).toMatchObject({
    active: [0, 1, 2],
    departures: [],
    seeds: 2,
    isOver: false,
  });
  const third = race([leading.slice(0, 3), near.slice(0, 3), far.slice(0, 3)], better);
  expect(third).toMatchObject({ active: [0, 1], leader: 0, seeds: 3, isOver: false });
  expect(third.departures).toMatchObject([{ contender: 2, seeds: 3, why: 'behind', leader: 0 }]);
  // Three looks at two comparisons share the 5 %.
  expect(third.departures[0]).toHaveProperty('level', 0.05 / 6);
  const end = race([leading, near, far.slice(0, 3)], better);
  expect(end).toMatchObject({ active: [0, 1], seeds: 5, isOver: true, departures: third.departures });
});

it('is over with one left, and leads by the lower value where that is better', () => {
  const least = { seeds: 5, goal: 'minimize' } as const;
  expect(
    race(
      [
        [3, 3.1, 2.9],
        [1, 1.11, 0.9],
      ],
      least,
    ),
  ).toMatchObject({ active: [1], leader: 1, isOver: true });
});

it('goes on without what gave no score, and is over if nothing did', () => {
  const state = race(
    [
      [1, null],
      [1, 2],
      [2, 1],
    ],
    better,
  );
  expect(state).toMatchObject({ active: [1, 2], seeds: 2, isOver: false });
  expect(state.departures).toEqual([{ contender: 0, seeds: 1, why: 'no score' }]);
  expect(race([[null], [null]], better)).toMatchObject({ active: [], leader: undefined, isOver: true });
});

/** The share of races in which each contender was dropped; a seed is as lucky for all. */
function dropped({ means, spreads }: { means: number[]; spreads: number[] }, races: number): number[] {
  const random = Random.of(1, 'race');
  const counts = means.map(() => 0);
  for (let run = 0; run < races; run++) {
    const luck = Array.from({ length: 8 }, () => random.normal());
    const scores: Scores[] = means.map((mean, each) =>
      luck.map((shared) => mean + shared + spreads[each]! * random.normal()),
    );
    for (const { contender } of race(scores, { seeds: 8, goal: 'maximize' }).departures) counts[contender]!++;
  }
  return counts.map((count) => count / races);
}

it.each([
  { means: [0, 0, 0, 0, 0], spreads: [1, 1, 1, 1, 1] },
  { means: [0, -0.2, -0.2, -0.2, -0.2], spreads: [4, 1, 1, 1, 1] },
])('drops the best one in fewer than 5 of 100 races (means $means, spreads $spreads)', (of) => {
  const [best] = dropped(of, 1000);
  expect(best).toBeLessThan(0.05);
});

it('drops what is far behind in nearly every race', () => {
  const [best, far] = dropped({ means: [0, -4], spreads: [1, 1] }, 200);
  expect(best).toBe(0);
  expect(far).toBeGreaterThan(0.95);
});
