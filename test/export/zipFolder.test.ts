import { randomBytes } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { zipFolder } from '../../src/export/zipFolder.ts';
import { showsProcesses } from '../helpers/processes.ts';
import { unzipped } from '../helpers/unzipped.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'sweep-zip-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  mkdirSync(join(path, 'weights', 'empty'), { recursive: true });
  writeFileSync(join(path, 'README.md'), '# Größe\n');
  writeFileSync(join(path, 'weights', 'shard.bin'), randomBytes(3_000_000));
  return path;
}

it('holds all files of the folder, in one folder', async () => {
  const path = folder();
  const files = await unzipped(await buffer(await zipFolder(path, 'cnn-α-trial-1')));
  expect([...files.keys()]).toEqual(['cnn-α-trial-1/README.md', 'cnn-α-trial-1/weights/shard.bin']);
  expect(files.get('cnn-α-trial-1/README.md')!.toString()).toBe('# Größe\n');
  expect(files.get('cnn-α-trial-1/weights/shard.bin')).toHaveLength(3_000_000);
});

it('is the same bytes at another time and in another time zone', async () => {
  const path = folder();
  const first = await buffer(await zipFolder(path, 'a'));
  const { TZ } = process.env;
  onTestFinished(() => {
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  });
  process.env.TZ = 'Pacific/Auckland';
  utimesSync(join(path, 'README.md'), 1, 1);
  expect(first.equals(await buffer(await zipFolder(path, 'a')))).toBe(true);
});

it.runIf(showsProcesses)('that is closed before its end has no file open', async () => {
  const path = folder();
  const open = () =>
    readdirSync('/proc/self/fd').filter((name) => {
      try {
        return readlinkSync(`/proc/self/fd/${name}`).startsWith(path);
      } catch {
        return false;
      }
    });
  const zip = await zipFolder(path, 'a');
  zip.once('readable', () => zip.read(10));
  await expect.poll(open).toHaveLength(1);
  zip.destroy();
  await expect.poll(open).toEqual([]);
});
