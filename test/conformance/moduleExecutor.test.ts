import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { InlineExecutor } from '../../src/executor/inline.ts';
import { PiscinaExecutor } from '../../src/executor/piscina.ts';
import { FunctionRunner } from '../../src/trainable/module/functionRunner.ts';
import { moduleJob } from '../trainable/module/fixture.ts';
import { describeExecutor } from './executorContract.ts';

const filesDirectory = mkdtempSync(join(tmpdir(), 'sweep-executor-'));
afterAll(() => rmSync(filesDirectory, { recursive: true, force: true }));

async function* train({ parameters: { does } }: { parameters: { does: string } }) {
  if (does === 'fail') throw new Error('no more');
  for (let step = 1; does === 'go on' || step <= 3; step++) {
    yield { loss: 1 / step };
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const path = join(filesDirectory, 'train.mjs');
writeFileSync(path, `export ${train}`);

const jobs = {
  threeSteps: (trial: number) => moduleJob(trial, { does: 'three' }),
  failing: (trial: number) => moduleJob(trial, { does: 'fail' }),
  endless: (trial: number) => moduleJob(trial, { does: 'go on' }),
};

for (const slots of [1, 3]) {
  describeExecutor(
    `of a module with ${slots} at once`,
    () => new PiscinaExecutor({ kind: 'module', path, filesDirectory }, slots),
    jobs,
  );
  describeExecutor(
    `of a function with ${slots} at once`,
    () => new InlineExecutor(new FunctionRunner(train, filesDirectory), slots),
    jobs,
  );
}
