import { execFileSync } from 'node:child_process';
import { packageFile } from '../src/package.ts';

/** Builds the package: the tests of the command line run what users run, never a stale build. */
export default function build(): void {
  execFileSync('npm', ['run', '--silent', 'build'], {
    cwd: packageFile('.'),
    stdio: ['ignore', 'inherit', 'pipe'],
  });
}
