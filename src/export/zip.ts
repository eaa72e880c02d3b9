import { Buffer } from 'node:buffer';
import type { ExportedFile } from './exporter.ts';

/** The earliest time that a zip can hold, in local time, as it is stored. */
const EARLIEST = new Date(1980, 0, 1);

/** A zip of uncompressed files: the same files give the same bytes. */
export async function zipped(files: readonly ExportedFile[]): Promise<Uint8Array> {
  const { ZipFile } = await import('yazl');
  const zip = new ZipFile();
  for (const { path, content } of files) {
    const options = { mtime: EARLIEST, mode: 0o100644, compress: false, forceDosTimestamp: true };
    zip.addBuffer(Buffer.from(content as Uint8Array), path, options);
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
