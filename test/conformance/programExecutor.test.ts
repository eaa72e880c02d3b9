import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { ProgramExecutor } from '../../src/executor/program/programExecutor.ts';
import { programJob } from '../executor/program/programs.ts';
import { describeExecutor } from './executorContract.ts';

const folder = mkdtempSync(join(tmpdir(), 'sweep-executor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const report = (step: string) => `echo '{"step": '${step}', "loss": 0.5}'`;

for (const slots of [1, 3]) {
  const files = join(folder, 'files');
  describeExecutor(
    `of programs with ${slots} at once`,
    () => new ProgramExecutor({ slots, files, graceMs: 5000, interpreter: 'python3' }),
    {
      threeSteps: (trial) => programJob(folder, `${[1, 2, 3].map(String).map(report).join('; ')}`, {}, trial),
      failing: (trial) => programJob(folder, 'exit 1', {}, trial),
      endless: (trial) =>
        programJob(folder, `i=0; while :; do i=$((i + 1)); ${report('$i')}; sleep 0.02; done`, {}, trial),
    },
  );
}
