import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type DownloadProgress, downloadDataset } from '../../src/data/download.ts';
import { cacheFolder, type Surroundings } from '../../src/data/places.ts';
import { filesOf, type Source } from '../../src/data/source.ts';
import { type Behaviour, type FileServer, fileServer } from './fileServer.ts';
import { bareSurroundings, putFiles, smallSource } from './smallSource.ts';

const { source, bytes } = smallSource();
const NAME = source.files.trainImages.name;
const IMPATIENT = { firstByteMs: 2000, idleMs: 300, retries: 3, pauseMs: 10 };

interface Scene extends FileServer {
  readonly surroundings: Surroundings;
  readonly folder: string;
}

/** An empty cache, and a server that answers requests for the training images by a script, then normally. */
async function scene(...script: Behaviour[]): Promise<Scene> {
  const server = await fileServer(
    bytes,
    (name, count) => (name === NAME ? script[count - 1] : undefined) ?? 'well',
  );
  const surroundings = await bareSurroundings({ SWEEP_DATA_URL: server.address });
  return { ...server, surroundings, folder: cacheFolder(source, surroundings) };
}

async function fetched({ surroundings }: Scene): Promise<readonly string[]> {
  return (await downloadDataset(surroundings, { limits: IMPATIENT }, source)).brought;
}

/** Expects all four files, bit for bit, and nothing beside them. */
async function expectWhole(folder: string): Promise<void> {
  expect((await readdir(folder)).sort()).toEqual([...bytes.keys()].sort());
  for (const [name, content] of bytes)
    expect((await readFile(join(folder, name))).equals(content)).toBe(true);
}

function rangesAsked({ asked }: Scene): (string | undefined)[] {
  return asked.filter(({ path }) => path.endsWith(NAME)).map(({ range }) => range);
}

describe('a download', () => {
  test('brings the four files, tells its progress, and leaves nothing else', async () => {
    const place = await scene();
    const told: DownloadProgress[] = [];
    const options = { onProgress: (progress: DownloadProgress) => told.push(progress) };
    const result = await downloadDataset(place.surroundings, options, source);
    expect(result).toEqual({
      folder: place.folder,
      brought: filesOf(source).map(({ name }) => name),
      kept: [],
    });
    await expectWhole(place.folder);
    const totalBytes = filesOf(source).reduce((sum, file) => sum + file.bytes, 0);
    expect(told.map((progress) => progress.bytes)).toEqual(
      told.map((progress) => progress.bytes).toSorted((a, b) => a - b),
    );
    expect(told.at(-1)).toMatchObject({ bytes: totalBytes, totalBytes, file: source.files.testLabels.name });
  });

  test('asks for nothing that is there and whole, and replaces what is damaged', async () => {
    const place = await scene();
    await putFiles(place.folder, bytes, { [NAME]: Buffer.from('half') });
    expect(await fetched(place)).toEqual([NAME]);
    expect(place.asked).toHaveLength(1);
    await expectWhole(place.folder);
  });

  test('goes on where the transfer broke off', async () => {
    const place = await scene('breaks off', 'breaks off');
    await fetched(place);
    const half = Math.ceil(source.files.trainImages.bytes / 2);
    expect(rangesAsked(place).slice(0, 2)).toEqual([undefined, `bytes=${half}-`]);
    expect(rangesAsked(place)).toHaveLength(3);
    await expectWhole(place.folder);
  });

  test('goes on after the time limit where the server stalls', async () => {
    const place = await scene('stalls');
    await fetched(place);
    expect(rangesAsked(place)[1]).toMatch(/^bytes=\d+-$/);
    await expectWhole(place.folder);
  });

  test.each<[string, Behaviour[]]>([
    ['fails twice with status 500', ['error page', 'error page']],
    ['breaks off and then ignores the range', ['breaks off', 'ignores range']],
    ['redirects', ['redirects']],
    ['hangs up without an answer', ['hangs up', 'hangs up']],
    ['breaks off and goes on with wrong bytes', ['breaks off', 'wrong bytes']],
  ])('succeeds where the server %s', async (_, script) => {
    const place = await scene(...script);
    await fetched(place);
    await expectWhole(place.folder);
  });

  test('goes on with what an earlier, failed download left', async () => {
    const place = await scene('breaks off', 'error page', 'error page', 'error page');
    await expect(fetched(place)).rejects.toMatchObject({ code: 'download_failed' });
    expect(await readdir(place.folder)).toEqual([`${NAME}.part`]);
    await fetched(place);
    expect(rangesAsked(place).at(-1)).toMatch(/^bytes=\d+-$/);
    await expectWhole(place.folder);
  });

  test.each([
    ['longer than the file', source.files.trainImages.bytes + 5],
    ['as long as the file, but wrong', source.files.trainImages.bytes],
    ['shorter, but wrong', 100],
  ])('starts anew where what was left is %s', async (_, length) => {
    const place = await scene();
    await putFiles(place.folder, new Map([[`${NAME}.part`, Buffer.alloc(length, 7)]]));
    await fetched(place);
    await expectWhole(place.folder);
  });

  test('tries the next address where the first has not got the files', async () => {
    const bad = await fileServer(bytes, () => 'not found');
    const good = await fileServer(bytes);
    const surroundings = await bareSurroundings();
    const twoAddresses: Source = { ...source, addresses: ['http://127.0.0.1:9/', bad.address, good.address] };
    await downloadDataset(surroundings, { limits: IMPATIENT }, twoAddresses);
    await expectWhole(cacheFolder(source, surroundings));
    // The other files are first asked for at the address that had the first one.
    expect(bad.asked).toHaveLength(1);
  });

  test('goes through the proxy that http_proxy names', async () => {
    const proxy = await fileServer(bytes);
    const env = { http_proxy: new URL(proxy.address).origin, SWEEP_DATA_URL: 'http://files.example/mirror' };
    const surroundings = await bareSurroundings(env);
    await downloadDataset(surroundings, { limits: IMPATIENT }, source);
    expect(proxy.asked[0]!.path).toBe(`/mirror/${NAME}`);
    await expectWhole(cacheFolder(source, surroundings));
  });
});

describe('a download fails', () => {
  test.each<[string, Behaviour, string]>([
    ['sends wrong bytes', 'wrong bytes', 'the server sent wrong bytes (sha256 '],
    ['sends a login page', 'portal page', 'the server has something else: no gzip file'],
    [
      'sends a page of known length',
      'page of known length',
      'the server has something else: 26 bytes, where ',
    ],
    ['has no such file', 'not found', 'the server answered 404'],
  ])('at once where the server %s, and nothing is stored', async (_, behaviour, words) => {
    const place = await scene(behaviour);
    await expect(fetched(place)).rejects.toMatchObject({
      code: 'download_failed',
      message: expect.stringContaining(words),
      hint: expect.stringContaining('SWEEP_DATA_URL'),
    });
    expect(rangesAsked(place)).toHaveLength(1);
    expect(await readdir(place.folder)).toEqual([]);
  });

  test('after the retries where the server stays out of order', async () => {
    const place = await scene('error page', 'error page', 'error page', 'error page', 'error page');
    const error = { code: 'download_failed', message: expect.stringContaining('the server answered 500') };
    await expect(fetched(place)).rejects.toMatchObject(error);
    expect(rangesAsked(place)).toHaveLength(1 + IMPATIENT.retries);
  });

  test('in time where every address is silent', async () => {
    const silent = await fileServer(bytes, () => 'never answers');
    const surroundings = await bareSurroundings();
    const addresses = [silent.address, silent.address.replace('/files/', '/again/')];
    const limits = { ...IMPATIENT, firstByteMs: 500, idleMs: 20_000 };
    await expect(downloadDataset(surroundings, { limits }, { ...source, addresses })).rejects.toMatchObject({
      code: 'download_failed',
      message: expect.stringMatching(/no answer within 0\.[23] s; .*no answer within 0\.[23] s/),
    });
    expect(silent.asked).toHaveLength(2);
  });

  test('where the caller stops it, and what has arrived is kept', async () => {
    const place = await scene('stalls');
    const controller = new AbortController();
    const options = { onProgress: () => controller.abort(), signal: controller.signal };
    const error = { code: 'interrupted', hint: expect.stringContaining('kept') };
    await expect(downloadDataset(place.surroundings, options, source)).rejects.toMatchObject(error);
    expect(await readdir(place.folder)).toEqual([`${NAME}.part`]);
  });

  test('where the caller stops it between two tries', async () => {
    const place = await scene('error page');
    const controller = new AbortController();
    const options = { limits: { pauseMs: 5000, firstByteMs: 60_000 }, signal: controller.signal };
    setTimeout(() => controller.abort(), 200);
    await expect(downloadDataset(place.surroundings, options, source)).rejects.toMatchObject({
      code: 'interrupted',
    });
  });

  test('where the cache is a file', async () => {
    const place = await scene();
    await mkdir(join(place.surroundings.home, '.cache'));
    await writeFile(join(place.surroundings.home, '.cache', 'sweep'), 'a file');
    await expect(fetched(place)).rejects.toMatchObject({
      code: 'download_failed',
      message: expect.stringContaining('cannot be stored'),
      hint: expect.stringContaining('XDG_CACHE_HOME'),
    });
  });

  test('where the unfinished file cannot be written', async () => {
    const place = await scene();
    await mkdir(join(place.folder, `${NAME}.part`), { recursive: true });
    await expect(fetched(place)).rejects.toMatchObject({
      code: 'download_failed',
      message: expect.stringContaining('cannot be stored'),
    });
  });

  test('as disk_full where the disk is full', async () => {
    const place = await scene();
    await mkdir(place.folder, { recursive: true });
    await symlink(await fullDevice(), join(place.folder, `${NAME}.part`));
    await expect(fetched(place)).rejects.toMatchObject({
      code: 'disk_full',
      message: expect.stringContaining(place.folder),
    });
  });
});

/** Linux's device on which every write finds the disk full. */
async function fullDevice(): Promise<string> {
  if (process.platform !== 'linux') throw new Error('This test needs /dev/full, which only Linux has.');
  return '/dev/full';
}
