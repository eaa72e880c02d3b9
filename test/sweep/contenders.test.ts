import { expect, it } from 'vitest';
import { configurationHash } from '../../src/configuration.ts';
import type { ObservedTrial } from '../../src/store/store.ts';
import { contendersOf, raceBetween } from '../../src/sweep/contenders.ts';

/** A configuration with the values of its trials by replicate; a text is the state of one without a value. */
const tried = (x: number, ...results: (number | 'failed' | 'queued')[]) => ({
  configuration: { x },
  trials: results.map((result, replicate): ObservedTrial => {
    const isValue = typeof result === 'number';
    const trial = { number: 10 * x + replicate, replicate, lastStep: 1, curve: [], thawed: false };
    return { ...trial, state: isValue ? 'completed' : result, value: isValue ? result : null };
  }),
});
const SEARCHED = { goal: 'maximize', replicates: 1 } as const;
const xOf = (found: readonly { x?: unknown }[]) => found.map(({ x }) => x);

it('chooses by the search alone, so that a race changes nothing about who is in it', () => {
  const before = [tried(1, 0.9), tried(2, 0.8), tried(3, 0.7), tried(4, 'failed')];
  const during = [tried(1, 0.9, 0.1, 0.1), tried(2, 0.8, 0.8, 'queued'), tried(3, 0.7), tried(4, 'failed')];
  for (const proposed of [before, during])
    expect(xOf(contendersOf(proposed, { ...SEARCHED, hasFinals: false }))).toEqual([1, 2, 3]);
});

it('begins with the finalists of finals, by all of their seeds', () => {
  const proposed = [tried(1, 0.9, 0.1), tried(2, 0.8, 0.8), tried(3, 0.85)];
  expect(xOf(contendersOf(proposed, { ...SEARCHED, hasFinals: true }))).toEqual([2, 1, 3]);
});

it('races over the seeds after those of the search', () => {
  const proposed = [tried(1, 0.9, 0.5, 0.5), tried(2, 0.1, 0.6, 0.6), tried(3, 0.8, 'failed', 0.9)];
  const hashes = proposed.map(({ configuration }) => configurationHash(configuration));
  const settings = { ...SEARCHED, seeds: 2 };
  const ended = raceBetween(hashes, proposed, settings, ({ state }) => state === 'failed');
  expect(ended).toMatchObject({ leader: 1, active: [0, 1], seeds: 2, isOver: true });
  // One that is tried again may still get its score.
  expect(raceBetween(hashes, proposed, settings, () => false)).toMatchObject({ seeds: 0, isOver: false });
});
