import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DATA_FORMATS } from '../src/export/data/index.ts';
import { packageFile } from '../src/package.ts';
import { openDatabase } from '../src/store/index.ts';
import { generateSweep } from './dashboard/generate.ts';

interface Usage {
  readonly peakMiB: number;
  readonly cpuSeconds: number;
}

/** Time and peak memory of `sweep export epochs` and `trials` on a database of that many trials. */
const [trials = 1000, epochs = 100] = process.argv.slice(2).map(Number);

const folder = mkdtempSync(join(tmpdir(), 'sweep-data-'));
const database = join(folder, 'runs.db');
const db = openDatabase(database);
generateSweep(db, { trials, epochs }).sweep.end('completed');
db.close();

/** Prints on standard error, after everything else, the memory and processor time of the process. */
const USAGE = `process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write('\\n' + JSON.stringify({ peakMiB: maxRSS / 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 }));
});`;
const PRELOAD = `data:text/javascript,${encodeURIComponent(USAGE)}`;

for (const { name, ending } of DATA_FORMATS) {
  for (const table of ['trials', 'epochs']) {
    const file = join(folder, `${table}${ending}`);
    const words = [packageFile('bin/sweep.js'), 'export', table, '--db', database, '--out', file];
    const startedAt = performance.now();
    const { status, stderr } = spawnSync(process.execPath, ['--import', PRELOAD, ...words], {
      encoding: 'utf8',
    });
    const seconds = (performance.now() - startedAt) / 1000;
    if (status !== 0) throw new Error(stderr);
    const { peakMiB, cpuSeconds } = JSON.parse(stderr.split('\n').at(-1)!) as Usage;
    const fileMiB = statSync(file).size / 2 ** 20;
    console.log(
      `${table.padEnd(6)} ${name.padEnd(8)} ${seconds.toFixed(1)} s, processor ${cpuSeconds.toFixed(1)} s, peak ${peakMiB.toFixed(0)} MiB, file ${fileMiB.toFixed(1)} MiB`,
    );
  }
}
rmSync(folder, { recursive: true });
