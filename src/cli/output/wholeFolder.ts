import { lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileWhole } from './wholeFile.ts';

/**
 * Puts a folder of files in place of what is there, then does what belongs to it: both, or neither. Where `finish`
 * throws, what was there before is there again.
 */
export function replaceFolder(
  path: string,
  files: ReadonlyMap<string, string | Uint8Array>,
  finish: () => void,
): void {
  const [part, before] = [`${path}.${process.pid}.part`, `${path}.${process.pid}.before`];
  const wasThere = lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  try {
    mkdirSync(part);
    for (const [name, content] of files) writeFileWhole(join(part, name), content);
    if (wasThere) renameSync(path, before);
    try {
      renameSync(part, path);
      finish();
    } catch (error) {
      rmSync(path, { recursive: true, force: true });
      if (wasThere) renameSync(before, path);
      throw error;
    }
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
  rmSync(before, { recursive: true, force: true });
}
