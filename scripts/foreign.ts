// Installs the Python packages of foreign*.txt into virtual environments in the user's cache, one for each list, for the
// tests with the real other programs: those that load exports, and W&B's client. Needs Python 3.11 or later with venv
// and pip. `-- foreignWandb.txt` installs that list alone.
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FOREIGN_LISTS, type ForeignList, foreignFolder, foreignPython } from './foreignFolder.ts';

function run(command: string, args: readonly string[]): void {
  try {
    execFileSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 28 });
  } catch (error) {
    console.error(`error: ${command} ${args.join(' ')}\n${(error as { stderr?: Buffer }).stderr ?? error}`);
    process.exit(2);
  }
}

function install(list: ForeignList): void {
  const target = foreignFolder(list);
  if (foreignPython(list) && !process.argv.includes('--force')) {
    console.log(`${list}: already there, ${target} (--force installs it anew).`);
    return;
  }
  console.log(`${list}: installing ...`);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(dirname(target), { recursive: true });
  // A virtual environment cannot be moved, so it is whole once its list of what is in it is there.
  run('python3', ['-m', 'venv', target]);
  const requirements = fileURLToPath(new URL(list, import.meta.url));
  run(`${target}/bin/python`, ['-m', 'pip', 'install', '--quiet', '--requirement', requirements]);
  writeFileSync(`${target}/ready.part`, '');
  renameSync(`${target}/ready.part`, `${target}/ready`);
  console.log(`${list}: done, ${target}`);
}

const asked = FOREIGN_LISTS.filter((list) => process.argv.includes(list));
for (const list of asked.length > 0 ? asked : FOREIGN_LISTS) install(list);
