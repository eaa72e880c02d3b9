import { crc32 } from 'node:zlib';
import { pictureUnreadable } from './pictureUnreadable.ts';
import { PNG_CHANNELS, PNG_DEPTHS, PNG_SIGNATURE } from './pngFormat.ts';

/** What a PNG file says before its pixels are unpacked. */
export interface PngChunks {
  readonly width: number;
  readonly height: number;
  /** Bits of a channel. */
  readonly depth: number;
  readonly colourType: number;
  /** Red, green and blue of each colour of a palette. */
  readonly palette: Buffer | undefined;
  /** How opaque the palette's first colours are, or the one colour that is not. */
  readonly transparency: Buffer | undefined;
  /** Deflated. */
  readonly data: Buffer;
}

/**
 * @throws SweepError `picture_unreadable` where the bytes are no PNG, are cut short, differ from their checksums or
 * say what cannot be.
 */
export function readPngChunks(bytes: Buffer): PngChunks {
  if (!bytes.subarray(0, 8).equals(PNG_SIGNATURE))
    throw pictureUnreadable(`It is ${kindOf(bytes)}, not a PNG.`);
  const chunks = new Map<string, Buffer[]>();
  for (let offset = 8; !chunks.has('IEND'); ) {
    if (offset + 12 > bytes.length) throw pictureUnreadable('The PNG is cut short.');
    const length = bytes.readUInt32BE(offset);
    const type = bytes.toString('latin1', offset + 4, offset + 8);
    const data = bytes.subarray(offset + 8, offset + 8 + length);
    if (offset + 12 + length > bytes.length) throw pictureUnreadable('The PNG is cut short.');
    if (crc32(bytes.subarray(offset + 4, offset + 8 + length)) !== bytes.readUInt32BE(offset + 8 + length)) {
      throw pictureUnreadable('The PNG is damaged: a checksum in it is wrong.');
    }
    const same = chunks.get(type);
    if (same) same.push(data);
    else chunks.set(type, [data]);
    offset += 12 + length;
  }
  const header = chunks.get('IHDR')?.[0];
  if (header?.length !== 13) throw pictureUnreadable('The PNG has no header.');
  const [depth, colourType, compression, filtering, interlace] = header.subarray(8);
  if (!PNG_CHANNELS[colourType!] || !PNG_DEPTHS[colourType!]!.includes(depth!)) {
    throw pictureUnreadable(`There are no PNGs of colour type ${colourType} with ${depth} bits.`);
  }
  if (compression !== 0 || filtering !== 0) {
    throw pictureUnreadable('The PNG is packed in a way that no PNG is.');
  }
  if (interlace !== 0) throw pictureUnreadable('The PNG is interlaced.', 'Save it without interlacing.');
  return {
    width: header.readUInt32BE(0),
    height: header.readUInt32BE(4),
    depth: depth!,
    colourType: colourType!,
    palette: chunks.get('PLTE')?.[0],
    transparency: chunks.get('tRNS')?.[0],
    data: Buffer.concat(chunks.get('IDAT') ?? []),
  };
}

/** What a file that is no PNG is, by its first bytes. */
function kindOf(bytes: Buffer): string {
  if (bytes.length === 0) return 'empty';
  const start = bytes.toString('latin1', 0, 12);
  if (start.startsWith('\xff\xd8\xff')) return 'a JPEG';
  if (start.startsWith('GIF8')) return 'a GIF';
  if (start.startsWith('RIFF') && start.endsWith('WEBP')) return 'a WebP picture';
  return 'something else';
}
