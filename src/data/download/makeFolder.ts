import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemCode } from '../../errors.ts';

/**
 * Makes a folder and its parents. Node's own recursive mkdir never ends, and cannot be stopped, below a
 * folder that reports ENOENT although it exists, as /proc does, and below a link that leads nowhere.
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (await isFolder(folder)) return;
    if (systemCode(error) !== 'ENOENT' || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder).catch(async (second: unknown) => {
      if (!(await isFolder(folder))) throw second;
    });
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
