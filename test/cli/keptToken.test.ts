import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { keptToken } from '../../src/cli/dashboard/keptToken.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-kept-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'tokens');
}

describe("the token of a database's dashboard", () => {
  it('is the same the next time, another one for another database, and for its user alone', () => {
    const folder = newFolder();
    const token = keptToken('/a/runs.db', folder);
    expect(token).toMatch(/^[\w-]{32}$/);
    expect(keptToken('/a/runs.db', folder)).toBe(token);
    expect(keptToken('/b/runs.db', folder)).not.toBe(token);
    const files = readdirSync(folder);
    expect(files).toHaveLength(2);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const file of files) {
      expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
      expect(file).not.toContain(token);
    }
  });

  it.each([
    ['others could read', (file: string) => chmodSync(file, 0o644)],
    ['is cut short', (file: string) => writeFileSync(file, 'short')],
    ['holds something else', (file: string) => writeFileSync(file, '<'.repeat(32))],
  ])('is replaced where its file %s', (_what, spoil) => {
    const folder = newFolder();
    const token = keptToken('/a/runs.db', folder);
    spoil(join(folder, readdirSync(folder)[0]!));
    const next = keptToken('/a/runs.db', folder);
    expect(next).toMatch(/^[\w-]{32}$/);
    expect(next).not.toBe(token);
    expect(keptToken('/a/runs.db', folder)).toBe(next);
  });

  it('is a new one where nothing can be kept', () => {
    const folder = newFolder();
    writeFileSync(folder, 'a file where the folder would be');
    expect(keptToken('/a/runs.db', folder)).not.toBe(keptToken('/a/runs.db', folder));
  });
});
