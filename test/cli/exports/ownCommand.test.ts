import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runOwnCommand } from '../../../src/cli/dashboard/exports/ownCommand.ts';
import { openDatabase } from '../../../src/store/index.ts';
import { processesWith, showsProcesses } from '../../helpers/processes.ts';
import { seed } from '../../server/dashboard.ts';

const never = new AbortController().signal;
const LONG_MS = 60_000;

function folderWithSweep() {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-own-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const database = join(folder, 'runs.db');
  const db = openDatabase(database);
  seed(db);
  db.close();
  const run = (words: readonly string[], signal = never, mostMs = LONG_MS) =>
    runOwnCommand({ words: [...words, `--db=${database}`], temporary: folder, mostMs }, signal);
  return { folder, database, run };
}

it('does what the command line does', async () => {
  const { folder, run } = folderWithSweep();
  await run(['export', '1/2', `--out=${join(folder, 'again.yaml')}`]);
  expect(readdirSync(folder)).toContain('again.yaml');
});

it('fails with the error of the command, without advice on what its reader did not write', async () => {
  const { folder, run } = folderWithSweep();
  await expect(run(['export', '1/77'])).rejects.toMatchObject({
    code: 'trial_not_found',
    message: 'The sweep seeded has no trial "77".',
    hint: expect.stringContaining('Its trials are 1 to 5'),
  });
  const file = join(folder, 'there');
  writeFileSync(file, '');
  await expect(run(['export', '1/2', `--out=${file}`])).rejects.toMatchObject({
    code: 'export_failed',
    message: `${file} exists.`,
    hint: undefined,
  });
});

it('that takes too long is ended, and says so', async () => {
  const { run } = folderWithSweep();
  await expect(run(['serve', '--port=0'], never, 600)).rejects.toMatchObject({
    code: 'export_failed',
    message: 'The export was not done after 0.01 minutes and was ended.',
  });
});

it.runIf(showsProcesses)('is killed when its signal is aborted, whatever it does', async () => {
  const { database, run } = folderWithSweep();
  const leaving = new AbortController();
  const running = run(['serve', '--port=0'], leaving.signal);
  await expect.poll(() => processesWith(database)).toHaveLength(1);
  leaving.abort(new Error('I am gone.'));
  await expect(running).rejects.toThrow('I am gone.');
  expect(processesWith(database)).toEqual([]);
  await expect(run(['ls'], leaving.signal)).rejects.toThrow('I am gone.');
});

it.runIf(showsProcesses)('that is killed by somebody else says that it broke off', async () => {
  const { database, run } = folderWithSweep();
  const running = run(['serve', '--port=0']);
  running.catch(() => {});
  await expect.poll(() => processesWith(database)).toHaveLength(1);
  process.kill(processesWith(database)[0]!, 'SIGKILL');
  await expect(running).rejects.toMatchObject({
    code: 'export_failed',
    message: expect.stringMatching(/broke off: its process was killed/),
  });
});
