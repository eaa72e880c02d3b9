import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withTables } from '../scripts/docs.ts';
import { packageFile } from '../src/package.ts';

const README = readFileSync(packageFile('README.md'), 'utf8');

describe('the README', () => {
  it('has the tables of parameters, formats and errors that the code has (`npm run docs` writes them)', () => {
    expect(withTables(README)).toBe(README);
    expect(README).toContain('| `dataset_damaged` |');
    expect(README).toContain('| `card` |');
    expect(README).toContain('`kernel_initializer` or `initializer`');
  });

  it("never shows a command that could fetch the registry's package of the same name", () => {
    const fetching = README.split('\n').filter((line) =>
      /\bnpx (?!--no )|npm (install|i|exec) sweep\b/.test(line),
    );
    expect(fetching).toEqual([]);
  });
});
