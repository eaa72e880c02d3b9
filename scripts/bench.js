// `npm run bench -- step` runs bench/step.ts; without a name, all benchmarks of the engine's goals, one by
// one.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const GOALS = ['peers', 'evaluate', 'step', 'share', 'workers', 'memory'];
const ON_ONE_CORE = ['step', 'share'];

const [name, ...rest] = process.argv.slice(2);
if (name && !existsSync(fileOf(name))) {
  console.log(readFileSync(new URL('../bench/README.md', import.meta.url), 'utf8'));
  process.exitCode = 2;
} else if (name) {
  process.exitCode = run(name, rest);
} else {
  for (const goal of GOALS) {
    console.log(`\n== ${goal}`);
    process.exitCode ||= run(goal, []);
  }
}

function fileOf(bench) {
  return fileURLToPath(new URL(`../bench/${bench}.ts`, import.meta.url));
}

/** Single-core measurements are pinned to a core, where the system can do that. */
function run(bench, args) {
  const command = [process.execPath, '--import', 'tsx', fileOf(bench), ...args];
  const pinned = ON_ONE_CORE.includes(bench) && spawnSync('taskset', ['-c', '0', 'true']).status === 0;
  const [file, ...all] = pinned ? ['taskset', '-c', '0', ...command] : command;
  return spawnSync(file, all, { stdio: 'inherit' }).status ?? 1;
}
