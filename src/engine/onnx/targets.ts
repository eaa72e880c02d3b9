/**
 * Writes the target distributions `[labels, classes]`: the share `smoothing` is spread evenly over all
 * classes, the rest is on the label (Szegedy et al. 2016).
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
