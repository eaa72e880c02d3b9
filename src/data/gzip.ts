import { gunzipSync } from 'node:zlib';
import { contentBytes, filesOf, type Source } from './source.ts';

const MAGIC = [0x1f, 0x8b];

export function isGzip(bytes: Buffer): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte);
}

/** Decompresses into one buffer, at most as long as the source's longest file; throws zlib's errors. */
export function unzip(bytes: Buffer, source: Source): Buffer {
  const most = Math.max(...filesOf(source).map(contentBytes));
  return gunzipSync(bytes, { maxOutputLength: most, chunkSize: Math.max(64, most) });
}
