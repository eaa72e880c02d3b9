import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { CommandExports } from '../../../src/cli/dashboard/exports/commandExports.ts';
import { trialAsSpec } from '../../../src/export/yaml.ts';
import type { ExportRequest } from '../../../src/server/index.ts';
import { openDatabase, trialDetail } from '../../../src/store/index.ts';
import { isStopped, processesWith, showsProcesses } from '../../helpers/processes.ts';
import { seed } from '../../server/dashboard.ts';

const never = new AbortController().signal;

/** The folder in which this test's temporary folders are made. */
let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'sweep-exports-'));
  const { TMPDIR } = process.env;
  process.env.TMPDIR = temporary;
  onTestFinished(() => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    rmSync(temporary, { recursive: true, force: true });
  });
});

const left = () => readdirSync(temporary).filter((name) => name.startsWith('sweep-export-'));

function open(options: { mostUnderway?: number } = {}) {
  const database = join(temporary, 'runs.db');
  const db = openDatabase(database);
  seed(db);
  const spec = trialAsSpec(trialDetail(db, 2));
  db.close();
  const exports = new CommandExports(options);
  onTestFinished(() => exports.close());
  const request: ExportRequest = { database, sweep: '1', trial: 2, name: 'yaml', folder: 'a' };
  return { database, exports, request, spec };
}

/** Begins an export whose process is stopped as soon as it exists. */
async function stopped({ exports, request }: ReturnType<typeof open>, signal = never) {
  const others = processesWith(request.database);
  const made = exports.make(request, signal);
  made.catch(() => {});
  let pid = 0;
  await expect
    .poll(
      () => {
        pid = processesWith(request.database).find((each) => !others.includes(each)) ?? 0;
        if (pid > 0) process.kill(pid, 'SIGSTOP');
        return pid > 0 && isStopped(pid);
      },
      { interval: 5 },
    )
    .toBe(true);
  return { made, pid, goOn: () => process.kill(pid, 'SIGCONT') };
}

describe('an export by the command line', () => {
  it('gives what the command writes, from a folder of its own that is gone when it was read', async () => {
    const { exports, request, spec } = open();
    const { content, bytes } = await exports.make(request, never);
    const [folder] = left();
    if (process.platform !== 'win32') expect(statSync(join(temporary, folder!)).mode & 0o777).toBe(0o700);
    expect(await text(content)).toBe(spec);
    expect(bytes).toBe(Buffer.byteLength(spec));
    await expect.poll(left).toEqual([]);
  });

  it('leaves nothing behind where it fails', async () => {
    const { exports, request } = open();
    const failing = exports.make({ ...request, trial: 77 }, never);
    await expect(failing).rejects.toMatchObject({ code: 'trial_not_found' });
    await expect(exports.make({ ...request, name: 'floppy' }, never)).rejects.toMatchObject({
      code: 'export_not_found',
    });
    expect(left()).toEqual([]);
  });

  it('leaves nothing behind where what it made is not read to its end', async () => {
    const { exports, request } = open();
    const leaving = new AbortController();
    const { content } = await exports.make(request, leaving.signal);
    expect(left()).toHaveLength(1);
    leaving.abort();
    await expect.poll(left).toEqual([]);
    expect(content.destroyed).toBe(true);
  });

  it('removes what a killed process left a day ago, and nothing else', async () => {
    const { exports, request } = open();
    for (const name of ['sweep-export-old', 'sweep-export-new', 'other-old'])
      mkdirSync(join(temporary, name, 'files'), { recursive: true });
    for (const name of ['sweep-export-old', 'other-old']) utimesSync(join(temporary, name), 1, 1);
    await text((await exports.make(request, never)).content);
    expect(existsSync(join(temporary, 'sweep-export-old'))).toBe(false);
    expect(existsSync(join(temporary, 'sweep-export-new'))).toBe(true);
    expect(existsSync(join(temporary, 'other-old'))).toBe(true);
  });

  it('offers every format of the registry and every file of a sweep under a name of its own', async () => {
    const { exports } = open();
    const ofTrial = await exports.ofTrial();
    const names = [...ofTrial, ...exports.ofSweep.flatMap(({ files }) => files)].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z.-]*$/);
    expect(ofTrial.find(({ name }) => name === 'yaml')).toMatchObject({
      ending: '-sweep.yaml',
      needs: 'nothing',
    });
  });
});

describe.runIf(showsProcesses)('the processes of exports', () => {
  it('are killed when a reader leaves, and nothing is left', async () => {
    const opened = open();
    const leaving = new AbortController();
    const { made, pid } = await stopped(opened, leaving.signal);
    expect(left()).toHaveLength(1);
    leaving.abort(new Error('I am gone.'));
    await expect(made).rejects.toThrow('I am gone.');
    expect(processesWith(opened.database)).not.toContain(pid);
    expect(left()).toEqual([]);
  });

  it('are two at most; others wait for their turn, as long as they are not too many', async () => {
    const opened = open({ mostUnderway: 4 });
    const { exports, request, database, spec } = opened;
    const [first, second] = [await stopped(opened), await stopped(opened)];
    const waiting = Array.from({ length: 2 }, () => exports.make(request, never));
    await expect(exports.make(request, never)).rejects.toMatchObject({ code: 'too_many_exports' });
    expect(processesWith(database).sort()).toEqual([first.pid, second.pid].sort());
    first.goOn();
    second.goOn();
    for (const made of [first.made, second.made, ...waiting])
      expect(await text((await made).content)).toBe(spec);
    await expect.poll(left).toEqual([]);
    expect(await text((await exports.make(request, never)).content)).toBe(spec);
  });

  it('end with the service, those that wait too, after which it makes no more', async () => {
    const opened = open();
    const { exports, request, database } = opened;
    const all = [(await stopped(opened)).made, (await stopped(opened)).made, exports.make(request, never)];
    for (const made of all) made.catch(() => {});
    await exports.close();
    expect(processesWith(database)).toEqual([]);
    expect(left()).toEqual([]);
    for (const made of [...all, exports.make(request, never)])
      await expect(made).rejects.toMatchObject({ code: 'interrupted' });
  });
});
