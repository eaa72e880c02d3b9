import { execFileSync } from 'node:child_process';
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { requireFree } from '../../../src/cli/output/freePath.ts';

const folder = mkdtempSync(join(tmpdir(), 'sweep-free-'));
const at = (name: string) => join(folder, name);
writeFileSync(at('file'), 'mine');
symlinkSync(at('nowhere'), at('dangling'));
execFileSync('mkfifo', [at('pipe')]);

describe('a path to write a file to', () => {
  it.each([
    ['new', false],
    ['file', true],
    ['dangling', true],
    ['pipe', false],
  ])('may be %s unasked, unless that would overwrite something: %s', (name, isTaken) => {
    const look = () => requireFree(at(name), false);
    if (isTaken) expect(look).toThrow(expect.objectContaining({ hint: expect.stringContaining('--force') }));
    else expect(look).not.toThrow();
    expect(() => requireFree(at(name), true)).not.toThrow();
  });

  it('may not be a folder, whatever is asked', () => {
    expect(() => requireFree(folder, true)).toThrow(/is a folder/);
    expect(() => requireFree('/dev/null', false)).not.toThrow();
  });
});
