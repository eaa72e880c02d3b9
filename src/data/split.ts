import { SweepError } from '../errors.ts';
import { Random } from '../random.ts';

/** Indices into the training file, ascending; the two are disjoint and together complete. */
export interface Split {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
}

/**
 * Sets `validationSize` images aside, the same share of every class (largest remainder; ties to the lower class).
 * The same arguments give the same split. `spec_invalid` where the size is no integer from 1 to n − classes.
 */
export function splitTraining(
  labels: Uint8Array,
  classes: number,
  validationSize: number,
  seed: number,
): Split {
  const most = labels.length - classes;
  if (!Number.isInteger(validationSize) || validationSize < 1 || validationSize > most) {
    const rule = `the validation size must be an integer from 1 to ${most}`;
    throw new SweepError(
      'spec_invalid',
      `Of ${labels.length} training images ${rule}, not ${validationSize}.`,
    );
  }
  const held = new Uint8Array(labels.length);
  const members = membersByClass(labels, classes);
  const shares = largestRemainder(
    members.map((indices) => indices.length),
    validationSize,
  );
  members.forEach((indices, label) => {
    Random.of(seed, 'split', label).shuffle(indices);
    for (const index of indices.subarray(0, shares[label])) held[index] = 1;
  });
  const all = Uint32Array.from(labels.keys());
  return { train: all.filter((index) => !held[index]), validation: all.filter((index) => held[index]) };
}

function membersByClass(labels: Uint8Array, classes: number): Uint32Array[] {
  const members: number[][] = Array.from({ length: classes }, () => []);
  labels.forEach((label, index) => {
    members[label]!.push(index);
  });
  return members.map((indices) => Uint32Array.from(indices));
}

/** Whole numbers with sum `total`, as near as can be to the parts' proportions. */
function largestRemainder(parts: readonly number[], total: number): number[] {
  const sum = parts.reduce((a, b) => a + b, 0);
  const shares = parts.map((part) => Math.floor((part * total) / sum));
  const byRemainder = parts
    .map((part, i) => ({ i, remainder: (part * total) % sum }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  const left = total - shares.reduce((a, b) => a + b, 0);
  for (const { i } of byRemainder.slice(0, left)) shares[i] = shares[i]! + 1;
  return shares;
}
