import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageFile } from '../../../src/package.ts';

function digestOn(node: string): string {
  const script = join(import.meta.dirname, 'bits/train.ts');
  const cwd = packageFile('.');
  return execFileSync(node, ['--import', 'tsx', script], { cwd, encoding: 'utf8' });
}

/** Another version of Node to compare with; CI names one. */
const other = process.env.SWEEP_OTHER_NODE ?? process.execPath;

test('a training gives the same bits in any process, and on any version of Node', () => {
  const here = digestOn(process.execPath);
  expect(here).toMatch(/^[0-9a-f]{64}$/);
  expect(digestOn(other)).toBe(here);
});
