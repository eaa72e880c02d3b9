import type { InputShape } from '../model/layer.ts';
import type { Picture } from './picture.ts';

/**
 * A picture of four channels as a network of that input shape sees it: on white, scaled to fit completely
 * (the rest has the colour of its first pixel), every pixel the mean of those that it covers; grey by the
 * luma of Rec. 601 if the shape has one channel; with light and dark swapped if asked.
 */
export function fitPicture(
  picture: Picture,
  shape: InputShape['shape'],
  { invert }: { readonly invert: boolean },
): Uint8Array {
  const [height, width, channels] = shape;
  const [fromHeight, fromWidth] = picture.shape;
  const scale = Math.max(fromWidth / width, fromHeight / height);
  const left = (width - fromWidth / scale) / 2;
  const top = (height - fromHeight / scale) / 2;
  const first: Span = { pixels: [{ at: 0, share: 1 }], covered: 1 };
  const background = mean(picture, first, first, [0, 0, 0]);
  const columns = spans(width, left, scale, fromWidth);
  const rows = spans(height, top, scale, fromHeight);
  const fitted = new Uint8Array(height * width * channels);
  for (const [y, row] of rows.entries()) {
    for (const [x, column] of columns.entries()) {
      const colour = mean(picture, row, column, background);
      const values = channels === 1 ? [luma(colour)] : colour;
      for (let channel = 0; channel < channels; channel++) {
        const value = Math.round(values[channel]!);
        fitted[(y * width + x) * channels + channel] = invert ? 255 - value : value;
      }
    }
  }
  return fitted;
}

/** The pixels of the picture that a pixel covers, and their shares. */
interface Span {
  readonly pixels: readonly { readonly at: number; readonly share: number }[];
  readonly covered: number;
}

function spans(count: number, offset: number, scale: number, length: number): Span[] {
  return Array.from({ length: count }, (_, index) => {
    const [from, to] = [(index - offset) * scale, (index + 1 - offset) * scale];
    const pixels: Span['pixels'][number][] = [];
    for (let at = Math.max(0, Math.floor(from)); at < Math.min(length, to); at++) {
      const share = (Math.min(to, at + 1) - Math.max(from, at)) / scale;
      if (share > 0) pixels.push({ at, share });
    }
    return { pixels, covered: pixels.reduce((sum, { share }) => sum + share, 0) };
  });
}

type Colour = readonly [red: number, green: number, blue: number];

function mean({ pixels, shape }: Picture, row: Span, column: Span, background: Colour): Colour {
  const rest = 1 - row.covered * column.covered;
  let [red, green, blue] = [background[0] * rest, background[1] * rest, background[2] * rest];
  for (const y of row.pixels) {
    for (const x of column.pixels) {
      const at = (y.at * shape[1] + x.at) * 4;
      const share = y.share * x.share;
      const opaque = share * (pixels[at + 3]! / 255);
      const white = 255 * (share - opaque);
      red += opaque * pixels[at]! + white;
      green += opaque * pixels[at + 1]! + white;
      blue += opaque * pixels[at + 2]! + white;
    }
  }
  return [red, green, blue];
}

function luma([red, green, blue]: Colour): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}
