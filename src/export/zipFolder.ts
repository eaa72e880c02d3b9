import { createReadStream, type ReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Readable } from 'node:stream';

/** The earliest that a ZIP knows, the same on any day and in any time zone. */
const WHEN = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true };
const MODE = 0o100644;

/**
 * A folder as a ZIP, read and compressed as it is asked for; the same files are the same bytes. In it, they lie in a
 * folder `root`. One file is open at a time, and none once the stream is closed.
 */
export async function zipFolder(folder: string, root: string): Promise<Readable> {
  const { ZipFile } = await import('yazl');
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  let open: ReadStream | undefined;
  output.once('close', () => open?.destroy());
  zip.on('error', (error) => output.destroy(error));
  for (const path of await filesOf(folder)) {
    const file = join(folder, path);
    const { size } = await stat(file);
    zip.addReadStreamLazy(`${root}/${path.replaceAll(sep, '/')}`, { ...WHEN, mode: MODE, size }, (give) => {
      open = createReadStream(file);
      open.once('error', (error) => output.destroy(error));
      give(null, open);
    });
  }
  zip.end();
  return output;
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();
}
