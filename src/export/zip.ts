import { Buffer } from 'node:buffer';
import type { ExportedFile } from './exporter.ts';

/** The earliest moment that a zip can hold, by the local clock, which is the one that it is written in. */
const EARLIEST = new Date(1980, 0, 1);

/** A zip of files that are not compressed: the same again is the same bytes. */
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
