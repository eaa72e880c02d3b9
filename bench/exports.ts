import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ONNX } from '../src/export/onnx/index.ts';
import { packageFile } from '../src/package.ts';
import { networkTrial, openDatabase, weights } from '../src/store/index.ts';
import { GOALS, verdict } from './goals.ts';
import { quantile } from './statistics.ts';

/** Trains the notebook's CNN once on the drawn dataset and exports it as an ONNX file. */
const ROUNDS = 9;
const SPEC = `name: exported
model: cnn
dataset: synthetic
method: grid
parameters: {filters: 32, kernel_size: 3, pool_size: 2, units: 100, epochs: 1, batch_size: 128}
`;

const folder = mkdtempSync(join(tmpdir(), 'sweep-exports-'));
writeFileSync(join(folder, 'exported.yaml'), SPEC);
sweep('run', 'exported.yaml', '--quiet');

const db = openDatabase(join(folder, 'runs.db'));
const kept = weights(db, 1)!.map(({ values }) => values);
const trained = { trial: networkTrial(db, 1)!, weights: kept };
db.close();

const encoding: number[] = [];
const exporting: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  encoding.push(await timeMs(async () => ONNX.needs === 'weights' && (await ONNX.files(trained))));
  exporting.push(
    await timeMs(() => sweep('export', 'best', '--format', 'onnx', '--out', 'model.onnx', '--force')),
  );
}
console.log(`a file of ${statSync(join(folder, 'model.onnx')).size} bytes, medians of ${ROUNDS}`);
console.log(`the first time in the process ${encoding[0]!.toFixed(0)} ms`);
console.log(verdict(GOALS.encoding, quantile(encoding, 0.5)));
console.log(verdict(GOALS.exporting, quantile(exporting, 0.5)));
console.log(`the fastest command ${Math.min(...exporting).toFixed(0)} ms`);
rmSync(folder, { recursive: true });

function sweep(...args: string[]): void {
  execFileSync(process.execPath, [packageFile('bin/sweep.js'), ...args], { cwd: folder, stdio: 'ignore' });
}

async function timeMs(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
