import type { Picture } from '../../pictures/picture.ts';

/** In pixels: nothing else enlarges a picture of a few pixels, which would be too small to see. */
const SMALLEST = 84;

/** A picture with each of its pixels enlarged to a square, at least this wide. */
export function enlarged({ shape, pixels }: Picture): Picture {
  const [height, width, channels] = shape;
  const scale = Math.max(1, Math.ceil(SMALLEST / width));
  const large = new Uint8Array(height * width * channels * scale ** 2);
  for (let y = 0; y < height * scale; y++) {
    for (let x = 0; x < width * scale; x++) {
      const from = (Math.floor(y / scale) * width + Math.floor(x / scale)) * channels;
      large.set(pixels.subarray(from, from + channels), (y * width * scale + x) * channels);
    }
  }
  return { shape: [height * scale, width * scale, channels], pixels: large };
}
