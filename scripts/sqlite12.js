// Compiles better-sqlite3 12 if Node lacks Node-API 10, as Node 20 does; src/store/sqlite.ts says why. Does
// nothing otherwise, or if that was done before. Needs a C++ compiler, unless its own installer can download
// a prebuilt file.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { errorOutput } from './errorOutput.js';

const PACKAGE = 'better-sqlite3-12';
const require = createRequire(import.meta.url);

function loads() {
  try {
    new (require(PACKAGE))(':memory:').close();
    return true;
  } catch {
    return false;
  }
}

if (Number(process.versions.napi) < 10 && !loads()) {
  console.log(`Compiling SQLite for Node ${process.versions.node} (about a minute, once)`);
  const folder = dirname(require.resolve(`${PACKAGE}/package.json`));
  const npm = process.env.npm_execpath;
  const [command, ...before] = npm ? [process.execPath, npm] : ['npm'];
  try {
    execFileSync(command, [...before, 'run', 'install'], { cwd: folder, stdio: 'pipe', maxBuffer: 2 ** 28 });
  } catch (error) {
    console.error(
      `${errorOutput(error)}\nerror: SQLite could not be compiled: install a C++ compiler, or use Node 22 or later.`,
    );
    process.exit(2);
  }
}
