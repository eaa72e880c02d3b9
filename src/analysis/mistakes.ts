/** Selects images: all that were assigned to a wrong class, or those of one cell of the confusion matrix. */
export type ConfusionCell = { readonly actual: number; readonly predicted: number };

/**
 * Indices of the images that were assigned to a wrong class or, if a cell is given, of all images in it: the
 * most confident first, and in the dataset's order among equals or if no confidences are known.
 */
export function mistakes(
  labels: Uint16Array,
  predicted: Uint16Array,
  confidences: Uint8Array | undefined,
  cell?: ConfusionCell,
): number[] {
  const found: number[] = [];
  for (let image = 0; image < labels.length; image++) {
    const [actual, guess] = [labels[image], predicted[image]];
    if (cell ? actual === cell.actual && guess === cell.predicted : actual !== guess) found.push(image);
  }
  if (confidences) found.sort((a, b) => confidences[b]! - confidences[a]! || a - b);
  return found;
}
