import { createReadStream, type ReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Readable } from 'node:stream';

const MODE = 0o100644;

/**
 * A folder as a ZIP, read and compressed on demand; the same files give the same bytes. Inside, the files are
 * in a folder `root`. At most one file is open at a time, and none once the stream is closed.
 */
export async function zipFolder(folder: string, root: string): Promise<Readable> {
  const files = await filesOf(folder);
  const { ZipFile } = await import('yazl');
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  let open: ReadStream | undefined;
  output.once('close', () => open?.destroy());
  zip.on('error', (error) => output.destroy(error));
  // A ZIP's times are local: this one gives the same bytes in any time zone.
  const options = { mtime: new Date(2000, 0, 1), forceDosTimestamp: true, mode: MODE };
  for (const { path, size } of files) {
    zip.addReadStreamLazy(`${root}/${path.replaceAll(sep, '/')}`, { ...options, size }, (give) => {
      open = createReadStream(join(folder, path));
      open.once('error', (error) => output.destroy(error));
      give(null, open);
    });
  }
  zip.end();
  return output;
}

async function filesOf(folder: string): Promise<{ readonly path: string; readonly size: number }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .sort();
  return Promise.all(paths.map(async (path) => ({ path, size: (await stat(join(folder, path))).size })));
}
