import { inflateSync } from 'node:zlib';
import { pictureUnreadable } from './pictureUnreadable.ts';

/** A larger picture would keep the server busy for too long. */
const MOST_PIXELS = 1_000_000;

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * Channels of a stored pixel (a palette's index is one) and the allowed bits per channel, by the header's
 * colour type.
 */
const COLOUR_TYPES: Readonly<
  Record<number, { readonly channels: number; readonly depths: readonly number[] }>
> = {
  0: { channels: 1, depths: [1, 2, 4, 8, 16] },
  2: { channels: 3, depths: [8, 16] },
  3: { channels: 1, depths: [1, 2, 4, 8] },
  4: { channels: 2, depths: [8, 16] },
  6: { channels: 4, depths: [8, 16] },
};

/** Left, top, and the distance across and down of the pixels in each pass of an interlaced picture (section 8). */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/**
 * The bytes of a PNG up to its last chunk, once its size and the length of its pixels are known to be within
 * bounds: the decoder allocates as much as the header says, and reads on in pixels that are damaged, too
 * short or too long.
 * @throws SweepError `picture_unreadable`.
 */
export function checkPng(bytes: Buffer): Buffer {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) {
    throw pictureUnreadable(`It is ${kindOf(bytes)}, not a PNG.`);
  }
  const packed: Buffer[] = [];
  let header: Buffer | undefined;
  let end = 8;
  for (let type = ''; type !== 'IEND'; ) {
    if (end + 12 > bytes.length) throw pictureUnreadable('The PNG is cut short.');
    const length = bytes.readUInt32BE(end);
    const data = bytes.subarray(end + 8, end + 8 + length);
    type = bytes.toString('latin1', end + 4, end + 8);
    end += 12 + length;
    if (end > bytes.length) throw pictureUnreadable('The PNG is cut short.');
    if (type === 'IHDR') header ??= data;
    if (type === 'IDAT') packed.push(data);
  }
  checkPixels(Buffer.concat(packed), pixelBytes(header));
  return bytes.subarray(0, end);
}

/** Number of bytes of the decompressed pixels. */
function pixelBytes(header: Buffer | undefined): number {
  if (header?.length !== 13) throw pictureUnreadable('The PNG has no header.');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, colourType, compression, filtering, interlaced] = header.subarray(8);
  if (width === 0 || height === 0) throw pictureUnreadable('The PNG has no pixels.');
  if (width * height > MOST_PIXELS) {
    const hint = 'Make it smaller: at most a million pixels.';
    throw pictureUnreadable(`It has ${width} × ${height} pixels.`, hint);
  }
  const colours = COLOUR_TYPES[colourType!];
  if (!colours?.depths.includes(depth!)) {
    throw pictureUnreadable(`There are no PNGs of colour type ${colourType} with ${depth} bits.`);
  }
  if (compression !== 0 || filtering !== 0 || interlaced! > 1) {
    throw pictureUnreadable('The PNG is packed in a way that no PNG is.');
  }
  const passes = interlaced ? ADAM7 : [[0, 0, 1, 1] as const];
  return passes.reduce((total, [left, top, across, down]) => {
    const columns = Math.ceil((width - left) / across);
    const lines = Math.ceil((height - top) / down);
    if (columns <= 0 || lines <= 0) return total;
    // Each line begins with the number of its filter.
    return total + lines * (1 + Math.ceil((columns * colours.channels * depth!) / 8));
  }, 0);
}

function checkPixels(packed: Buffer, length: number): void {
  try {
    if (inflateSync(packed, { maxOutputLength: length }).length === length) return;
  } catch {
    // Damaged, incomplete, or longer than the header says: the reader cannot do anything with it.
  }
  throw pictureUnreadable('Its pixels are damaged.');
}

/** The type of a file that is no PNG, by its first bytes. */
function kindOf(bytes: Buffer): string {
  if (bytes.length === 0) return 'empty';
  const start = bytes.toString('latin1', 0, 12);
  if (start.startsWith('\xff\xd8\xff')) return 'a JPEG';
  if (start.startsWith('GIF8')) return 'a GIF';
  if (start.startsWith('RIFF') && start.endsWith('WEBP')) return 'a WebP picture';
  return 'something else';
}
