import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findSweep, listSweeps, openDatabase, sweepProgress, trialDetail } from '../../src/store/index.ts';
import { begin, database, planned, sweepStart, temporaryFolder } from './fixture.ts';

function run(script: string, ...args: string[]): ChildProcess {
  const file = fileURLToPath(new URL(`processes/${script}.ts`, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function ended(child: ChildProcess): Promise<{ status: number | null; errors: string }> {
  let errors = '';
  child.stderr!.on('data', (data) => {
    errors += data;
  });
  const [status] = await once(child, 'exit');
  return { status, errors };
}

describe('several processes', () => {
  test('may create the same database at the same moment', async () => {
    const folder = temporaryFolder();
    const gate = join(folder, 'gate');
    const paths = Array.from({ length: 20 }, (_, i) => join(folder, `${i}.db`));
    const children = ['a', 'b', 'c'].map((identity) =>
      run('open', gate, JSON.stringify(sweepStart({ identity })), ...paths),
    );
    await Promise.all(children.map((child) => once(child.stdout!, 'data')));
    writeFileSync(gate, '');
    const endings = await Promise.all(children.map(ended));
    expect(endings).toEqual(children.map(() => ({ status: 0, errors: '' })));
    for (const path of paths) expect(listSweeps(database(path))).toHaveLength(3);
  });

  test('do not run the same sweep at once', async () => {
    const path = join(temporaryFolder(), 'runs.db');
    const child = run('begin', path, 'same', 'stay');
    await once(child.stdout!, 'data');
    const db = database(path);
    expect(() => begin(db, { identity: 'same' })).toThrow(
      expect.objectContaining({ code: 'database_busy', message: expect.stringContaining(String(child.pid)) }),
    );
    expect(sweepProgress(db, 1).running).toMatchObject([{ number: 1, steps: 1 }]);
  });
});

describe('a killed process', () => {
  test('leaves no trial running, and its sweep to the next', async () => {
    const path = join(temporaryFolder(), 'runs.db');
    await ended(run('begin', path, 'same'));

    const reader = openDatabase(path, { readonly: true });
    expect(findSweep(reader).state).toBe('interrupted');
    expect(sweepProgress(reader, 1)).toMatchObject({ trials: { running: 0, queued: 1 }, running: [] });
    expect(trialDetail(reader, 1)).toMatchObject({ state: 'queued', steps: 1 });
    reader.close();

    const again = begin(database(path), { identity: 'same' });
    expect(again.resumed).toBe(true);
    expect(again.planTrials([planned({})], [7])).toMatchObject([{ number: 1, state: 'queued', attempt: 2 }]);
  });
});
