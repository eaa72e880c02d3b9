import { SweepError } from '../errors.ts';
import { Random } from '../random.ts';

/** Indices into the training file, ascending; the two sets are disjoint and together complete. */
export interface SplitIndices {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
}

/**
 * Sets `validationSize` images aside, the same share of every class (largest remainder; ties to the lower
 * class). The same arguments give the same split. `spec_invalid` if the size is no integer from 1 to n −
 * classes.
 */
export function splitTraining(
  labels: Uint16Array,
  classes: number,
  validationSize: number,
  seed: number,
): SplitIndices {
  requireValidationSize(labels.length, classes, validationSize);
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

/**
 * @throws SweepError `spec_invalid` if that many of `count` training images cannot be set aside.
 */
export function requireValidationSize(count: number, classes: number, validationSize: number): void {
  const most = count - classes;
  if (Number.isInteger(validationSize) && validationSize >= 1 && validationSize <= most) return;
  if (most < 1) {
    const message = `${count} training images of ${classes} classes are too few to set any aside for validation.`;
    throw new SweepError('spec_invalid', message, 'More images are needed.');
  }
  const message = `Of ${count} training images the validation size must be an integer from 1 to ${most}, not ${validationSize}.`;
  const share = Math.min(most, Math.max(10, Math.round(count / 6)));
  const hint = `Such as "validation: ${share}" in the spec, a sixth of them.`;
  throw new SweepError('spec_invalid', message, hint);
}

function membersByClass(labels: Uint16Array, classes: number): Uint32Array[] {
  const members: number[][] = Array.from({ length: classes }, () => []);
  labels.forEach((label, index) => {
    members[label]!.push(index);
  });
  return members.map((indices) => Uint32Array.from(indices));
}

/** Whole numbers with sum `total`, as close as possible to the parts' proportions. */
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
