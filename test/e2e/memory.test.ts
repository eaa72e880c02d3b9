import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../store/fixture.ts';

const SWEEP = join(import.meta.dirname, '../../bin/sweep.js');

const SPEC = `name: large
model: ann
dataset: synthetic
method: grid
parameters:
  epochs: 1
  units: {values: [16, [8192, 8192], [8192, 8192, 8192, 8192, 8192, 8192]]}
`;

/** Plans with an address space of at most 2 GiB. */
function plan(...flags: string[]) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'large.yaml'), SPEC);
  const command = ['-c', 'ulimit -d 2097152; exec "$0" "$@"', process.execPath, SWEEP, 'plan', 'large.yaml'];
  return spawnSync('bash', [...command, ...flags], { cwd: folder, encoding: 'utf8' });
}

describe.runIf(process.platform === 'linux')('a plan of trials that do not fit', () => {
  it('names them with what they need and what there is', () => {
    const { status, stderr, stdout } = plan();
    expect(stderr).toContain('warning: the trial units=[8192,8192] is estimated to need ');
    expect(stderr).toMatch(/need 3\.\d GiB of memory, and there are 1\.\d GiB/);
    expect(stderr).toContain('needs more than the 4 GiB that the engine onnx can give a network');
    expect(stderr).not.toContain('units=16');
    expect(stdout).toContain('3 trials to run');
    expect(status).toBe(0);
  });

  it('says so in JSON too', () => {
    const { status, stdout } = plan('--json');
    const { valid, warnings } = JSON.parse(stdout);
    expect({ status, valid }).toEqual({ status: 0, valid: true });
    expect(warnings).toMatchObject([
      { severity: 'warning', path: 'parameters' },
      {
        severity: 'warning',
        path: 'parameters',
        message: expect.stringMatching(/^the trial units=\[8192,8192\] /),
      },
    ]);
  });
});
