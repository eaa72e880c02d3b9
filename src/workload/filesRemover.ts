import { lstatSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beginningOf, RUN_FILE, readRunFile } from '../clients/archive.ts';
import { placeOf } from '../clients/keptFiles.ts';
import type { HandedIn, OnRemoved } from '../store/index.ts';
import { filesDirectory, uploadsDirectory } from './filesDirectory.ts';

/**
 * Removes the folders of trials and sweeps that are deleted for good, with what clients uploaded for them: a
 * later trial with the same number must not find their checkpoints. A folder that cannot be removed stays, and
 * links are not followed.
 */
export function filesRemover(database: string): OnRemoved {
  const root = filesDirectory(database);
  const uploads = uploadsDirectory(database);
  return ({ sweepId, trial }, files) => {
    const ofSweep = join(root, String(sweepId));
    if (trial === undefined) return quietly(() => rmSync(ofSweep, { recursive: true, force: true }));
    const uploaded = files && uploadedBy(files);
    if (uploaded) removeWithin(join(uploads, uploaded));
    removeWithin(join(ofSweep, String(trial)));
  };
}

/** The place of a trial's uploads; undefined if it has none, or another trial went on with them. */
function uploadedBy(files: HandedIn): string | undefined {
  const content = files.read(RUN_FILE);
  const run = content && readRunFile(content);
  return run && !files.isShared(RUN_FILE, beginningOf(run)) ? placeOf(run) : undefined;
}

/** Removes a folder, and then the one around it if nothing else is in it. */
function removeWithin(folder: string): void {
  quietly(() => {
    const outer = dirname(folder);
    if (!lstatSync(outer).isDirectory()) return;
    rmSync(folder, { recursive: true, force: true });
    rmdirSync(outer);
  });
}

function quietly(remove: () => void): void {
  try {
    remove();
  } catch {
    // It does not exist, is not empty or is not ours.
  }
}
