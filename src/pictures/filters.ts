import type { Shape } from '../model/layer.ts';
import type { Tensor } from '../store/index.ts';
import type { Picture } from './picture.ts';

const COLUMNS = 16;

/**
 * Height and width of the picture of a convolution's kernels, of shape `[height, width, channels, filters]`:
 * side by side with a transparent line of one pixel between them. Undefined if they cannot be a picture: for
 * other shapes, and for a number of channels other than 1 and 3.
 */
export function filterLayout(shape: Shape): readonly [height: number, width: number] | undefined {
  const [kernelHeight = 0, kernelWidth = 0, channels = 0, count = 0] = shape;
  if (shape.length !== 4 || (channels !== 1 && channels !== 3)) return undefined;
  const columns = Math.min(COLUMNS, count);
  return [Math.ceil(count / columns) * (kernelHeight + 1) - 1, columns * (kernelWidth + 1) - 1];
}

/**
 * Kernels in Keras's layout as a picture: the largest weight by size is white, its opposite black, and 0
 * halfway between.
 */
export function filterPicture({ shape, values }: Tensor): Picture | undefined {
  const layout = filterLayout(shape);
  if (!layout) return undefined;
  const [height, width] = layout;
  const [kernelHeight = 0, kernelWidth = 0, channels = 0, count = 0] = shape;
  const columns = Math.min(COLUMNS, count);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const pixels = new Uint8Array(height * width * 4);
  for (let filter = 0; filter < count; filter++) {
    const left = (filter % columns) * (kernelWidth + 1);
    const top = Math.floor(filter / columns) * (kernelHeight + 1);
    for (let y = 0; y < kernelHeight; y++) {
      for (let x = 0; x < kernelWidth; x++) {
        const at = ((top + y) * width + left + x) * 4;
        for (let channel = 0; channel < 3; channel++) {
          const from = ((y * kernelWidth + x) * channels + (channels === 1 ? 0 : channel)) * count + filter;
          pixels[at + channel] = Math.round(127.5 + (127.5 * values[from]!) / (largest || 1));
        }
        pixels[at + 3] = 255;
      }
    }
  }
  return { shape: [height, width, 4], pixels };
}
