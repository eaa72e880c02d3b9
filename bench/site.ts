import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import prettyBytes from 'pretty-bytes';
import { packageFile } from '../src/package.ts';
import { openDatabase } from '../src/store/index.ts';
import { generateSweep } from './dashboard/generate.ts';

/** Time and output of `sweep site`, at several sizes of a sweep of 20 epochs. */
const SIZES = [100, 1000];
const EPOCHS = 20;

for (const trials of SIZES) measure(trials);

function measure(trials: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-site-'));
  try {
    const file = join(folder, 'runs.db');
    const db = openDatabase(file);
    generateSweep(db, { trials, epochs: EPOCHS, running: 0 });
    db.close();
    const startedAt = performance.now();
    const command = [
      packageFile('bin/sweep.js'),
      'site',
      '--db',
      file,
      '--out',
      join(folder, 'site'),
      '--json',
    ];
    const { files, bytes } = JSON.parse(
      execFileSync(process.execPath, command, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
    const wallS = (performance.now() - startedAt) / 1000;
    console.log(
      `${trials} trials: ${wallS.toFixed(1)} s, ${files} files, ${prettyBytes(bytes)}, ${((wallS * 1000) / files).toFixed(1)} ms a file`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
