// Installs the Python packages of foreign.txt into a virtual environment in the user's cache, for the tests that load
// exports in the real other programs. Needs Python 3.11 or later with venv and pip.
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { foreignFolder, foreignPython } from './foreignFolder.ts';

const target = foreignFolder();
const requirements = fileURLToPath(new URL('foreign.txt', import.meta.url));

function run(command: string, args: readonly string[]): void {
  try {
    execFileSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 28 });
  } catch (error) {
    console.error(`error: ${command} ${args.join(' ')}\n${(error as { stderr?: Buffer }).stderr ?? error}`);
    process.exit(2);
  }
}

if (foreignPython() && !process.argv.includes('--force')) {
  console.log(`Already there: ${target} (--force installs it anew).`);
  process.exit(0);
}
console.log('Installing Keras, ONNX Runtime and others for the tests (about 1 GB) ...');
rmSync(target, { recursive: true, force: true });
mkdirSync(dirname(target), { recursive: true });
// A virtual environment cannot be moved, so it is whole once its list of what is in it is there.
run('python3', ['-m', 'venv', target]);
run(`${target}/bin/python`, ['-m', 'pip', 'install', '--quiet', '--requirement', requirements]);
writeFileSync(`${target}/ready.part`, '');
renameSync(`${target}/ready.part`, `${target}/ready`);
console.log(`Done: ${target}`);
