import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listSweeps } from '../../src/store/index.ts';
import { database, temporaryFolder } from '../store/fixture.ts';

const SWEEP = join(import.meta.dirname, '../../bin/sweep.js');

const SPEC = `name: narrow
model: ann
dataset: synthetic
method: grid
workers: 4
parameters: {epochs: 1, batch_size: 2048, units: {values: [2, 3, 4, 5, 6, 7]}}
`;

it.runIf(process.platform === 'linux').each([20e6, 45e6])(
  'loses no trial where addresses are limited to %d KiB, which are too few for all threads',
  (kibibytes) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'narrow.yaml'), SPEC);
    const { status, stderr } = spawnSync(
      'bash',
      ['-c', `ulimit -v ${kibibytes}; exec "$0" "$@"`, process.execPath, SWEEP, 'run', 'narrow.yaml'],
      { cwd: folder, encoding: 'utf8' },
    );
    const [sweep] = listSweeps(database(join(folder, 'runs.db')));
    if (status === 0) expect(sweep).toMatchObject({ state: 'completed', trials: { completed: 6 } });
    else {
      expect(stderr).toContain('engine_unavailable');
      expect(stderr).toContain('ulimit -v');
      expect(status).toBe(1);
      expect(sweep).toMatchObject({ trials: { failed: 0 } });
    }
  },
);
