import type { Assignment } from '../../configuration.ts';

/** `augment` and the batches that it changes; empty if training images stay unchanged. */
export function augmentation(parameters: Assignment): string {
  const steps = [
    parameters.horizontal_flip === true ? FLIP : '',
    Number(parameters.shift ?? 0) > 0 ? SHIFT : '',
    Number(parameters.random_erasing ?? 0) > 0 ? ERASE : '',
  ].filter((step) => step !== '');
  if (steps.length === 0) return '';
  return `def augment(images, rng):
    """Changes copies of training images at random."""
    height, width, _ = SHAPE
${steps.join('')}    return images


class AugmentedBatches(keras.utils.PyDataset):
    """The training images in a new order and changed anew in every epoch."""

    def __init__(self, images, labels):
        super().__init__()
        self.images, self.labels = images, labels
        self.rng = np.random.default_rng(SEED)
        self.on_epoch_end()

    def __len__(self):
        return -(-len(self.images) // BATCH_SIZE)

    def __getitem__(self, index):
        chosen = self.order[index * BATCH_SIZE : (index + 1) * BATCH_SIZE]
        return augment(self.images[chosen], self.rng), self.labels[chosen]

    def on_epoch_end(self):
        self.order = self.rng.permutation(len(self.images))
`;
}

/** The constants for the augmentation. */
export function augmentationConstants({ shift, random_erasing }: Assignment): string[] {
  return [
    ...(Number(shift ?? 0) > 0 ? [`SHIFT = ${shift}  # pixels at most, down or up and sideways`] : []),
    ...(Number(random_erasing ?? 0) > 0
      ? [`RANDOM_ERASING = ${random_erasing}  # share of images in which a rectangle is overwritten`]
      : []),
  ];
}

const FLIP = `    flipped = rng.random(len(images)) < 0.5
    images[flipped] = images[flipped, :, ::-1]
`;

const SHIFT = `    padded = np.pad(images, ((0, 0), (SHIFT, SHIFT), (SHIFT, SHIFT), (0, 0)))
    for i, (top, left) in enumerate(rng.integers(0, 2 * SHIFT, (len(images), 2), endpoint=True)):
        images[i] = padded[i, top : top + height, left : left + width]
`;

/** Zhong et al. 2020, with the trainer's bounds. */
const ERASE = `    for i in np.flatnonzero(rng.random(len(images)) < RANDOM_ERASING):
        area = rng.uniform(0.02, 0.4) * height * width
        ratio = rng.uniform(0.3, 1 / 0.3)
        rows = min(height, max(1, round(np.sqrt(area * ratio))))
        columns = min(width, max(1, round(np.sqrt(area / ratio))))
        top, left = rng.integers(height - rows + 1), rng.integers(width - columns + 1)
        box = images[i, top : top + rows, left : left + columns]
        box[:] = rng.integers(0, 256, box.shape)
`;
