import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFile } from '../src/package.ts';

/**
 * The estimate of `sweep plan` against the time of `sweep run`, for ten specs that differ in networks,
 * batches, optimizers and workers, on the synthetic dataset. Each is planned and run in a database of its
 * own: only calibrations are known of the machine. Words choose specs by their numbers from 1.
 */
const SPECS: readonly string[] = [
  'model: ann\nparameters: {epochs: 4}',
  'model: ann\nparameters: {epochs: 3, units: [[512, 512]], optimizer: {values: [sgd, rmsprop]}}',
  'model: ann\nparameters: {epochs: 6, batch_size: {values: [128, 512]}, units: 64}',
  'model: cnn\nworkers: 1\nparameters: {epochs: 2}',
  'model: cnn\nparameters: {epochs: 2, batch_size: {values: [64, 256]}}',
  'model: cnn\nparameters: {epochs: 2, filters: {values: [8, 16, 24]}, optimizer: sgd}',
  'model: cnn\nparameters: {epochs: 1, filters: 64, batch_size: {values: [128, 512]}}',
  'model: cnn\nparameters: {epochs: 1, filters: [[16, 32]], batch_normalization: true}',
  'model: cnn\nworkers: 1\nparameters: {epochs: 2, filters: 16, horizontal_flip: true, shift: 2}',
  'model: [ann, cnn]\nmethod: random\nrun_cap: 6\nparameters: {epochs: 2, batch_size: {values: [64, 128]}, learning_rate: {min: 0.0001, max: 0.01, distribution: log_uniform_values}}',
];
const WITHIN = 0.2;

const folder = mkdtempSync(join(tmpdir(), 'sweep-bench-plan-'));
const { SWEEP_DATA_DIR: _, ...environment } = process.env;

function sweep(...words: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [packageFile('bin/sweep.js'), ...words], {
    cwd: folder,
    env: { ...environment, XDG_CACHE_HOME: join(folder, 'cache') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  return new Promise((resolve) => child.on('close', () => resolve(text)));
}

const chosen = process.argv.slice(2).map(Number);
let [within, tried] = [0, 0];
try {
  for (const [index, text] of SPECS.entries()) {
    if (chosen.length > 0 && !chosen.includes(index + 1)) continue;
    const file = `${index + 1}.yaml`;
    writeFileSync(
      join(folder, file),
      `name: spec${index + 1}\ndataset: synthetic\n${text.includes('method:') ? '' : 'method: grid\n'}${text}\n`,
    );
    const place = ['--db', `${index + 1}.db`, '--json'];
    const startedAt = performance.now();
    const plan = JSON.parse(await sweep('plan', file, ...place));
    const plannedMs = performance.now() - startedAt;
    const lines = (await sweep('run', file, ...place)).trim().split('\n');
    const { durationMs } = JSON.parse(lines.at(-1)!);
    const ratio = plan.estimateMs / durationMs;
    tried++;
    if (Math.abs(ratio - 1) <= WITHIN) within++;
    console.log(
      `${String(index + 1).padStart(2)}  estimate ${(plan.estimateMs / 1000).toFixed(1).padStart(6)} s ± ${plan.estimateErrorPercent} %` +
        `  real ${(durationMs / 1000).toFixed(1).padStart(6)} s  ratio ${ratio.toFixed(2)}  (planned in ${(plannedMs / 1000).toFixed(1)} s)`,
    );
  }
  console.log(`${within} of ${tried} within ±${100 * WITHIN} % (goal: 8 of 10)`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
