import { expect } from 'vitest';
import { type ExportedNetwork, ourProbabilities } from './everyNetwork.ts';

/** Largest allowed difference of the probabilities of another program. */
const TOLERANCE = 1e-4;

/** Expects our classes and nearly our probabilities; returns the largest difference. */
export async function expectOurAnswers(network: ExportedNetwork, theirs: ArrayLike<number>): Promise<number> {
  const ours = await ourProbabilities(network);
  expect(theirs.length, network.name).toBe(ours.length);
  const { classes } = network.trained.trial.sweep.dataset.input;
  expect(classesOf(theirs, classes), network.name).toEqual(classesOf(ours, classes));
  const difference = ours.reduce((most, value, index) => Math.max(most, Math.abs(value - theirs[index]!)), 0);
  expect(difference, network.name).toBeLessThan(TOLERANCE);
  return difference;
}

/** The most probable class of each row. */
export function classesOf(probabilities: ArrayLike<number>, classes: number): number[] {
  return Array.from({ length: probabilities.length / classes }, (_, row) => {
    const values = Array.from({ length: classes }, (_, label) => probabilities[row * classes + label]!);
    return values.indexOf(Math.max(...values));
  });
}
