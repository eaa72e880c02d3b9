import type { Assignment } from '../configuration.ts';
import type { Random } from '../random.ts';

/** Random changes to a training image. */
export interface Augmentation {
  readonly horizontalFlip: boolean;
  /** Most pixels by which it is shifted, on either axis. */
  readonly shift: number;
  /** Probability that a rectangle of it is erased. */
  readonly randomErasing: number;
}

/** Zhong et al. 2020: the share of the image's area that is erased, and the rectangle's height to its width. */
const ERASED = { smallest: 0.02, largest: 0.4, narrowest: 0.3 };

/** The augmentation of a configuration; undefined if it asks for none. */
export function augmentationOf(parameters: Assignment): Augmentation | undefined {
  const horizontalFlip = parameters.horizontal_flip === true;
  const shift = Number(parameters.shift ?? 0);
  const randomErasing = Number(parameters.random_erasing ?? 0);
  if (!horizontalFlip && shift === 0 && randomErasing === 0) return undefined;
  return { horizontalFlip, shift, randomErasing };
}

/** Changes copies of images in place. The change of an image depends on the random stream alone. */
export class Augmenter {
  private readonly settings: Augmentation;
  private readonly random: Random;
  private readonly height: number;
  private readonly width: number;
  private readonly channels: number;

  constructor(settings: Augmentation, shape: readonly [number, number, number], random: Random) {
    this.settings = settings;
    this.random = random;
    [this.height, this.width, this.channels] = shape;
  }

  /** One image `[height, width, channels]` of bytes. */
  apply(image: Uint8Array): void {
    const { horizontalFlip, shift, randomErasing } = this.settings;
    if (horizontalFlip && this.random.below(2) === 1) this.flip(image);
    if (shift > 0) {
      const down = this.random.below(2 * shift + 1) - shift;
      const right = this.random.below(2 * shift + 1) - shift;
      this.shift(image, down, right);
    }
    if (randomErasing > 0 && this.random.uniform() < randomErasing) this.erase(image);
  }

  private flip(image: Uint8Array): void {
    const { width, channels } = this;
    const stride = width * channels;
    for (let start = 0; start < image.length; start += stride) {
      let left = start;
      let right = start + stride - channels;
      while (left < right) {
        for (let channel = 0; channel < channels; channel++) {
          const kept = image[left + channel]!;
          image[left + channel] = image[right + channel]!;
          image[right + channel] = kept;
        }
        left += channels;
        right -= channels;
      }
    }
  }

  /** Moves the content; pixels that come in from outside are 0. */
  private shift(image: Uint8Array, down: number, right: number): void {
    const { height, width, channels } = this;
    const stride = width * channels;
    const shifted = Math.min(Math.abs(right), width) * channels;
    const vertically = Math.min(Math.abs(down), height) * stride;
    if (down > 0) image.copyWithin(vertically, 0).fill(0, 0, vertically);
    else if (down < 0) image.copyWithin(0, vertically).fill(0, image.length - vertically);
    if (right === 0) return;
    if (right > 0) image.copyWithin(shifted, 0);
    else image.copyWithin(0, shifted);
    const entering = right > 0 ? 0 : stride - shifted;
    for (let start = entering; start < image.length; start += stride) {
      for (let i = start; i < start + shifted; i++) image[i] = 0;
    }
  }

  private erase(image: Uint8Array): void {
    const { height, width, channels, random } = this;
    const { smallest, largest, narrowest } = ERASED;
    const area = (smallest + (largest - smallest) * random.uniform()) * height * width;
    const ratio = narrowest + (1 / narrowest - narrowest) * random.uniform();
    const rows = Math.min(height, Math.max(1, Math.round(Math.sqrt(area * ratio))));
    const columns = Math.min(width, Math.max(1, Math.round(Math.sqrt(area / ratio))));
    const top = random.below(height - rows + 1);
    const left = random.below(width - columns + 1);
    for (let y = top; y < top + rows; y++) {
      const start = (y * width + left) * channels;
      for (let i = start; i < start + columns * channels; i++) image[i] = random.uint32() & 255;
    }
  }
}
