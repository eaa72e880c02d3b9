/**
 * Writes the target distributions `[labels, classes]`: all on the label but the share `smoothing`, which is spread
 * evenly over all classes (Szegedy et al. 2016).
 */
export function fillTargets(
  targets: Float32Array,
  labels: ArrayLike<number>,
  classes: number,
  smoothing: number,
): void {
  targets.fill(smoothing / classes);
  for (let row = 0; row < labels.length; row++) targets[row * classes + labels[row]!]! += 1 - smoothing;
}
