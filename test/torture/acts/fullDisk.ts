import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Act } from '../act.ts';

/** Sizes from too small for the tables to room for all but the last trials. */
const SMALLEST_KB = 64;
const LARGEST_KB = 700;

function mount(options: string, folder: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0;
}

function unmount(folder: string): void {
  spawnSync('umount', ['--lazy', folder]);
}

export const fullDisk: Act = {
  name: 'a disk that is full',
  missing() {
    const trial = '/mnt';
    if (!mount('size=64k', trial)) return 'no file system in memory can be mounted here (it takes root)';
    unmount(trial);
    return undefined;
  },
  async attempt(subject, random) {
    const disk = join(subject.folder, 'disk');
    mkdirSync(disk);
    mount(`size=${SMALLEST_KB + random.below(LARGEST_KB - SMALLEST_KB)}k`, disk);
    try {
      const database = join(disk, 'runs.db');
      const ended = await subject.run(undefined, { database });
      const begun = ended.events.length > 0;
      const right =
        ended.status === 0 || (ended.status === (begun ? 1 : 2) && ended.stderr.includes('disk_full'));
      const wrong = right ? [] : [`it ended with ${ended.status}: ${ended.stderr}`];
      mount('remount,size=50m', disk);
      return [...wrong, ...(await subject.losses([ended], { database }))];
    } finally {
      unmount(disk);
    }
  },
};
