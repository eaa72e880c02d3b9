import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeFolder } from '../../../src/data/download/makeFolder.ts';

const folder = mkdtempSync(join(tmpdir(), 'sweep-folder-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('makes the folders above too, several callers at once', async () => {
  const path = join(folder, 'a', 'b', 'c');
  await Promise.all(Array.from({ length: 8 }, () => makeFolder(path)));
  expect(statSync(path).isDirectory()).toBe(true);
  await makeFolder(path);
});

it('fails where a file or a link that leads nowhere is in the way', async () => {
  writeFileSync(join(folder, 'file'), '');
  symlinkSync(join(folder, 'nowhere', 'at', 'all'), join(folder, 'link'));
  await expect(makeFolder(join(folder, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(folder, 'file', 'x'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  await expect(makeFolder(join(folder, 'link', 'x'))).rejects.toThrow(/EEXIST|ENOENT/);
});

it.skipIf(!existsSync('/proc/self'))('ends below a folder in which nothing can be made', async () => {
  await expect(makeFolder('/proc/sweep/fashion-mnist')).rejects.toMatchObject({ code: 'ENOENT' });
});
