import { constants } from 'node:zlib';
import { type ColorType, PNG } from 'pngjs';
import { SweepError } from '../errors.ts';
import type { Picture } from './picture.ts';

/** The header's colour type by the number of channels: grey, and RGB without and with alpha. */
const COLOUR_TYPES: Readonly<Record<number, ColorType>> = { 1: 0, 3: 2, 4: 6 };

/** A picture of 1, 3 or 4 channels as a PNG file (W3C, Portable Network Graphics, third edition). */
export function encodePng({ shape, pixels }: Picture): Buffer {
  const [height, width, channels] = shape;
  const colorType = COLOUR_TYPES[channels];
  if (colorType === undefined) {
    throw new SweepError('internal', `A picture of ${channels} channels cannot be shown.`);
  }
  const png = Object.assign(new PNG({ width, height }), { data: Buffer.from(pixels) });
  return PNG.sync.write(png, {
    colorType,
    inputColorType: colorType,
    inputHasAlpha: channels === 4,
    filterType: 0,
    deflateStrategy: constants.Z_DEFAULT_STRATEGY,
  });
}
