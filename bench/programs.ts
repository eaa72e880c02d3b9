import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProgramExecutor } from '../src/executor/program/programExecutor.ts';
import type { ProgramSetup } from '../src/trainable/program/program.ts';
import type { TrialJob, TrialMessage } from '../src/trial/trial.ts';
import { quantile } from './statistics.ts';

/** The cost of running a program as a trial, beyond the program itself. */
const STARTS = 40;
const LINES = 200_000;
const PROGRAMS = 4;
const LINES_PER_SECOND = 10_000;
const SECONDS = 5;

const folder = mkdtempSync(join(tmpdir(), 'sweep-bench-'));
writeFileSync(
  join(folder, 'lines.mjs'),
  `import { writeSync } from 'node:fs';
for (let i = 1; i <= ${LINES}; i += 100) {
  const lines = Array.from({ length: 100 }, (_, k) => JSON.stringify({ step: i + k, loss: 1 / i, val_accuracy: 0.5 }));
  writeSync(1, lines.join('\\n') + '\\n');
}`,
);
writeFileSync(
  join(folder, 'paced.mjs'),
  `const perTick = ${LINES_PER_SECOND / PROGRAMS / 100};
let step = 0;
const began = performance.now();
const timer = setInterval(() => {
  while (step < (performance.now() - began) / 10 * perTick && step < ${(SECONDS * LINES_PER_SECOND) / PROGRAMS})
    process.stdout.write(JSON.stringify({ step: ++step, loss: 1 / step }) + '\\n');
  if (step === ${(SECONDS * LINES_PER_SECOND) / PROGRAMS}) clearInterval(timer);
}, 10);`,
);

const executor = new ProgramExecutor({
  slots: PROGRAMS,
  files: join(folder, 'files'),
  graceMs: 1000,
  interpreter: 'python3',
});
const job = (trial: number, command: readonly string[]): TrialJob<ProgramSetup> => ({
  trial,
  attempt: 1,
  sweep: { id: 1, name: 'bench' },
  configuration: { lr: 0.1 },
  seed: 1,
  setup: { kind: 'program', command, directory: folder, graceMs: 1000, retries: 0 },
});

async function measured(action: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await action();
  return performance.now() - began;
}

const trivial = ['sh', '-c', 'echo "{\\"loss\\": 1}"'];
const plain = async () => {
  const child = spawn(trivial[0]!, trivial.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.resume();
  await once(child, 'close');
};
const ours: number[] = [];
const bare: number[] = [];
await executor.submit(job(1, trivial), () => {});
for (let round = 0; round < STARTS; round++) {
  bare.push(await measured(plain));
  ours.push(await measured(() => executor.submit(job(1, trivial), () => {})));
}
const [program, trial] = [quantile(bare, 0.5), quantile(ours, 0.5)];
console.log(
  `a trivial program ${program.toFixed(1)} ms, as a trial ${trial.toFixed(1)} ms: ${(trial - program).toFixed(1)} ms over it (median of ${STARTS})`,
);

let reports = 0;
const count = ({ type }: TrialMessage) => {
  if (type === 'report') reports++;
};
const cpuBefore = process.cpuUsage();
const floodMs = await measured(() => executor.submit(job(1, [process.execPath, 'lines.mjs']), count));
const cpu = process.cpuUsage(cpuBefore);
const cpuMs = (cpu.user + cpu.system) / 1000;
console.log(
  `${reports} of ${LINES} lines in ${floodMs.toFixed(0)} ms, ${((1000 * cpuMs) / LINES).toFixed(1)} µs of our process each`,
);

reports = 0;
const pacedCpu = process.cpuUsage();
const rssBefore = process.memoryUsage().rss;
await Promise.all(
  Array.from({ length: PROGRAMS }, (_, index) =>
    executor.submit(job(index + 1, [process.execPath, 'paced.mjs']), count),
  ),
);
const used = process.cpuUsage(pacedCpu);
console.log(
  `${PROGRAMS} programs, ${LINES_PER_SECOND} lines/s for ${SECONDS} s: ${reports} of ${SECONDS * LINES_PER_SECOND} arrived, ${(((used.user + used.system) / 1e6 / SECONDS) * 100).toFixed(0)} % of a core, memory ${((process.memoryUsage().rss - rssBefore) / 2 ** 20).toFixed(0)} MiB more`,
);

await executor.close();
rmSync(folder, { recursive: true });
