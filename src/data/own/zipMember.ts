import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { SweepError } from '../../errors.ts';
import { sharedBytes } from '../shared.ts';
import { grouped } from '../source.ts';

/** Most bytes of one typed array in Node 20. */
const MOST_BYTES = 2 ** 32;

const STORED = 0;
const DEFLATED = 8;

/**
 * The decompressed bytes of a zip archive's member, in memory that all threads share, its checksum verified.
 * @throws SweepError `dataset_invalid` for an encryption, compression or size that cannot be read,
 * `dataset_damaged` for wrong bytes; both begin with `origin`.
 */
export async function readMember(zip: ZipFile, entry: Entry, origin: string): Promise<Uint8Array> {
  const refusal = refusalOf(entry);
  if (refusal) throw new SweepError('dataset_invalid', `${origin} ${refusal}.`, 'Write it with np.savez.');
  const bytes = sharedBytes(entry.uncompressedSize);
  let length = 0;
  let sum = 0;
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      bytes.set(chunk, length);
      length += chunk.length;
      sum = crc32(chunk, sum);
    }
  } catch (error) {
    throw damaged(origin, error instanceof Error ? error.message : String(error), error);
  }
  if (sum !== entry.crc32) throw damaged(origin, 'its checksum is wrong');
  return bytes;
}

function refusalOf({ compressionMethod, uncompressedSize, ...entry }: Entry): string | undefined {
  if (entry.generalPurposeBitFlag & 1) return 'is encrypted';
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) {
    return `is compressed by method ${compressionMethod}; stored and deflated members can be read`;
  }
  return uncompressedSize > MOST_BYTES
    ? `has ${grouped(uncompressedSize)} bytes, more than 4 GiB`
    : undefined;
}

function damaged(origin: string, why: string, cause?: unknown): SweepError {
  const hint = 'Copy the file again, or write it with np.savez.';
  return new SweepError('dataset_damaged', `${origin} is damaged: ${why}.`, hint, cause);
}
