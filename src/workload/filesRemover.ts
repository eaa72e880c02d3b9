import { lstatSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { OnRemoved } from '../store/index.ts';
import { filesDirectory } from './filesDirectory.ts';

/**
 * Removes the folders of trials and sweeps that are deleted for good: a later trial with the same number must
 * not find their checkpoints. A folder that cannot be removed stays, and links are not followed.
 */
export function filesRemover(database: string): OnRemoved {
  const root = filesDirectory(database);
  return ({ sweepId, trial }) => {
    const ofSweep = join(root, String(sweepId));
    try {
      if (trial === undefined) return rmSync(ofSweep, { recursive: true, force: true });
      if (!lstatSync(ofSweep).isDirectory()) return;
      rmSync(join(ofSweep, String(trial)), { recursive: true, force: true });
      rmdirSync(ofSweep);
    } catch {
      // It does not exist, is not empty or is not ours.
    }
  };
}
