import { crc32, deflateSync } from 'node:zlib';
import { SweepError } from '../errors.ts';
import type { Picture } from './picture.ts';
import { PNG_COLOUR_TYPES, PNG_SIGNATURE } from './pngFormat.ts';

/** A picture of 1, 3 or 4 channels as a PNG file (W3C, Portable Network Graphics, third edition). */
export function encodePng({ shape, pixels }: Picture): Buffer {
  const [height, width, channels] = shape;
  const colourType = PNG_COLOUR_TYPES[channels];
  if (colourType === undefined) {
    throw new SweepError('internal', `A picture of ${channels} channels cannot be shown.`);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colourType], 8);
  const row = width * channels;
  const lines = Buffer.alloc(height * (row + 1));
  for (let y = 0; y < height; y++) lines.set(pixels.subarray(y * row, (y + 1) * row), y * (row + 1) + 1);
  return Buffer.concat([
    PNG_SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Length, type, data, and the sum over the last two. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(8 + body.length);
  whole.writeUInt32BE(data.length, 0);
  whole.set(body, 4);
  whole.writeUInt32BE(crc32(body), 4 + body.length);
  return whole;
}
