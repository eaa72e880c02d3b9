// `npm run bench -- step` runs bench/step.ts; without a name, lists what there is.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [name, ...rest] = process.argv.slice(2);
const file = fileURLToPath(new URL(`../bench/${name}.ts`, import.meta.url));
if (name && existsSync(file)) {
  const run = spawnSync(process.execPath, ['--import', 'tsx', file, ...rest], { stdio: 'inherit' });
  process.exitCode = run.status ?? 1;
} else {
  console.log(readFileSync(new URL('../bench/README.md', import.meta.url), 'utf8'));
  process.exitCode = name ? 2 : 0;
}
