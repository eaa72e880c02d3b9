import { inflateSync } from 'node:zlib';
import type { Picture } from './picture.ts';
import { pictureUnreadable } from './pictureUnreadable.ts';
import { type PngChunks, readPngChunks } from './pngChunks.ts';
import { PNG_CHANNELS } from './pngFormat.ts';
import { unfilter } from './unfilter.ts';

/** More would keep the server busy for too long. */
const MOST_PIXELS = 1_000_000;

/**
 * A PNG file of any colour type and depth, without interlacing, as a picture of four channels. What its colours
 * mean (gamma, profiles) is left out.
 * @throws SweepError `picture_unreadable`.
 */
export function decodePng(bytes: Buffer): Picture {
  const chunks = readPngChunks(bytes);
  const { width, height, depth, colourType, data } = chunks;
  if (width === 0 || height === 0) throw pictureUnreadable('The PNG has no pixels.');
  if (width * height > MOST_PIXELS) {
    const hint = `Make it smaller: at most a million pixels.`;
    throw pictureUnreadable(`It has ${width} × ${height} pixels.`, hint);
  }
  const channels = PNG_CHANNELS[colourType]!;
  const rowBytes = Math.ceil((width * channels * depth) / 8);
  const lines = inflate(data, height * (rowBytes + 1));
  unfilter(lines, rowBytes, Math.max(1, (channels * depth) / 8));
  const pixels = new Uint8Array(width * height * 4);
  const colourOf = colourReader(chunks);
  const values = new Uint16Array(channels);
  for (let y = 0; y < height; y++) {
    const line = lines.subarray(y * (rowBytes + 1) + 1, (y + 1) * (rowBytes + 1));
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < channels; channel++) {
        values[channel] = sample(line, x * channels + channel, depth);
      }
      colourOf(values, pixels, (y * width + x) * 4);
    }
  }
  return { shape: [height, width, 4], pixels };
}

function inflate(data: Buffer, length: number): Buffer {
  try {
    const lines = inflateSync(data, { maxOutputLength: length });
    if (lines.length === length) return lines;
  } catch {
    // Damaged, cut short, or longer than its header says: all the same to its reader.
  }
  throw pictureUnreadable('Its pixels are damaged.');
}

function sample(line: Uint8Array, index: number, depth: number): number {
  if (depth === 8) return line[index]!;
  if (depth === 16) return (line[2 * index]! << 8) | line[2 * index + 1]!;
  const bit = index * depth;
  return (line[bit >> 3]! >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}

/** Writes the red, green, blue and alpha of a pixel's values. */
function colourReader({ depth, colourType, palette, transparency }: PngChunks) {
  const scale = 255 / (2 ** depth - 1);
  const byte = (value: number): number => Math.round(value * scale);
  const clear = (values: Uint16Array): boolean =>
    transparency !== undefined &&
    transparency.length >= 2 * values.length &&
    values.every((value, channel) => value === transparency.readUInt16BE(2 * channel));
  return (values: Uint16Array, into: Uint8Array, at: number): void => {
    if (colourType === 3) {
      const index = values[0]!;
      if (!palette || 3 * index + 2 >= palette.length) throw pictureUnreadable('Its palette is too short.');
      into.set(palette.subarray(3 * index, 3 * index + 3), at);
      into[at + 3] = transparency?.[index] ?? 255;
      return;
    }
    const grey = colourType === 0 || colourType === 4;
    for (let channel = 0; channel < 3; channel++) into[at + channel] = byte(values[grey ? 0 : channel]!);
    const alpha = colourType >= 4 ? byte(values[values.length - 1]!) : clear(values) ? 0 : 255;
    into[at + 3] = alpha;
  };
}
