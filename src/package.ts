import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of the installed package: the same from `src/` in development and from `dist/` when built. */
const packageRoot = new URL('../', import.meta.url);

/** True when the TypeScript sources run directly (tests and development), false in the built package. */
export const runsFromSource = import.meta.url.endsWith('.ts');

/** Absolute path of a file that ships with the package, wherever the working directory is. */
export function packageFile(relativePath: string): string {
  return fileURLToPath(new URL(relativePath, packageRoot));
}

/** The version in package.json. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(packageFile('package.json'), 'utf8'));
  return (manifest as { version: string }).version;
}
