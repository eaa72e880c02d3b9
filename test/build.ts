import { execFileSync } from 'node:child_process';
import { packageFile } from '../src/package.ts';

/** The tests of the command line run what users run: the built package, never a stale one. */
export default function build(): void {
  execFileSync('npm', ['run', '--silent', 'build'], {
    cwd: packageFile('.'),
    stdio: ['ignore', 'inherit', 'pipe'],
  });
}
