import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { downloadDataset } from '../../../src/data/download.ts';
import { cacheFolder, type Surroundings } from '../../../src/data/places.ts';
import { fileServer } from '../fileServer.ts';
import { bareSurroundings, smallSource } from '../smallSource.ts';

const { source, bytes } = smallSource();
const NAME = source.files.trainImages.name;
const SCRIPT = fileURLToPath(new URL('fetchInProcess.ts', import.meta.url));

function downloadElsewhere(surroundings: Surroundings): ChildProcess {
  const args = ['--import', 'tsx', SCRIPT, JSON.stringify(surroundings), JSON.stringify(source)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function expectWhole(folder: string): Promise<void> {
  expect((await readdir(folder)).sort()).toEqual([...bytes.keys()].sort());
  for (const [name, content] of bytes)
    expect((await readFile(join(folder, name))).equals(content)).toBe(true);
}

test('two processes that download at once both succeed and leave whole files', async () => {
  const { address } = await fileServer(bytes, () => 'drips');
  const surroundings = await bareSurroundings({ SWEEP_DATA_URL: address });
  const children = [downloadElsewhere(surroundings), downloadElsewhere(surroundings)];
  const exits = await Promise.all(children.map((child) => once(child, 'exit')));
  expect(exits).toEqual([
    [0, null],
    [0, null],
  ]);
  await expectWhole(cacheFolder(source, surroundings));
});

test('two downloads at once in one process do not disturb each other either', async () => {
  const { address } = await fileServer(bytes, () => 'drips');
  const surroundings = await bareSurroundings({ SWEEP_DATA_URL: address });
  await Promise.all([downloadDataset(surroundings, {}, source), downloadDataset(surroundings, {}, source)]);
  await expectWhole(cacheFolder(source, surroundings));
});

test('a download that was killed is taken up where it was', async () => {
  const { address, asked } = await fileServer(bytes, (_, count) => (count === 1 ? 'stalls' : 'well'));
  const surroundings = await bareSurroundings({ SWEEP_DATA_URL: address });
  const child = downloadElsewhere(surroundings);
  await once(child.stdout!, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  await downloadDataset(surroundings, { limits: { idleMs: 200, pauseMs: 10 } }, source);
  expect(asked[1]).toMatchObject({
    path: `/files/${NAME}`,
    range: expect.stringMatching(/^bytes=[1-9]\d*-$/),
  });
  await expectWhole(cacheFolder(source, surroundings));
});
