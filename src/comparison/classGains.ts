/** A class's part in the difference of two accuracies. */
export interface ClassGain {
  readonly name: string;
  /** Number of its test images. */
  readonly images: number;
  /** Its part of the difference, in the same unit; the parts of all classes add up to the difference. */
  readonly gain: number;
  /** The difference of the two recalls. */
  readonly recall: number;
}

/**
 * The parts of all classes in a difference, the one that brings most of it first. `differences` has an array for each seed
 * with first right − second right of each image; a gain is the mean over seeds.
 */
export function classGains(
  differences: readonly Int8Array[],
  truth: Uint16Array,
  classNames: readonly string[],
): ClassGain[] {
  const sums = classNames.map(() => 0);
  const images = classNames.map(() => 0);
  for (const label of truth) images[label]!++;
  for (const each of differences)
    for (const [image, label] of truth.entries()) sums[label]! += each[image]! / differences.length;
  const total = sums.reduce((sum, each) => sum + each, 0);
  return classNames
    .map((name, label) => ({
      name,
      images: images[label]!,
      gain: sums[label]! / truth.length,
      recall: sums[label]! / (images[label]! || 1),
    }))
    .sort((a, b) => (total < 0 ? a.gain - b.gain : b.gain - a.gain));
}
