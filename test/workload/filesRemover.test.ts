import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { runSweep } from '../../src/library/runSweep.ts';
import { deleteTarget, openDatabase, UNDO_MS } from '../../src/store/index.ts';
import { filesDirectory } from '../../src/workload/filesDirectory.ts';
import { filesRemover } from '../../src/workload/filesRemover.ts';
import { openDashboard } from '../server/dashboard.ts';
import { beginProgram, cell } from '../store/programs.ts';

function place() {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-removed-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const database = join(folder, 'runs.db');
  const put = (...path: string[]) => {
    const file = join(filesDirectory(database), ...path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, 'checkpoint');
  };
  return { folder, database, put };
}

it('a trial that takes the number of a deleted one finds none of its files', async () => {
  const { database } = place();
  const found: string[][] = [];
  const run = (values: number[]) =>
    runSweep(
      {
        method: 'grid',
        parameters: { x: { values } },
        metric: { name: 'y', goal: 'minimize' },
        trainer: async ({ parameters, directory }) => {
          found.push(readdirSync(directory));
          writeFileSync(join(directory, 'checkpoint'), String(parameters.x));
          return { y: parameters.x };
        },
      },
      { database },
    );
  const { sweepId } = await run([1, 2]);
  const db = openDatabase(database);
  deleteTarget(db, { sweepId, trial: 2 });
  db.close();
  await run([1, 2]);
  expect(found).toEqual([[], [], []]);
});

it('the dashboard takes the files of a deleted sweep along, and no others', async () => {
  let remove: ReturnType<typeof filesRemover> | undefined;
  const { writer, post, database } = await openDashboard({ onRemoved: (target) => remove?.(target) });
  remove = filesRemover(database);
  const db = writer();
  for (const name of ['first', 'second']) {
    const sweep = beginProgram(db, { name });
    sweep.planTrials([cell({ lr: 0.1 })], [7]);
    sweep.end('interrupted');
  }
  const files = filesDirectory(database);
  for (const sweep of ['1', '2']) mkdirSync(join(files, sweep, '1'), { recursive: true });
  deleteTarget(db, { sweepId: 1 }, Date.now() - UNDO_MS - 1);
  await post('/sweeps/2/trials/1/delete', {});
  await vi.waitFor(() => expect(readdirSync(files)).toEqual(['2']));
  expect(existsSync(join(files, '2', '1'))).toBe(true);
});

it('nothing outside the folder of the files is removed, and what is not there is no error', () => {
  const { folder, database, put } = place();
  const remove = filesRemover(database);
  remove({ sweepId: 7 });
  remove({ sweepId: 7, trial: 1 });
  put('2', '1', 'model.pt');
  put('2', '2', 'model.pt');
  mkdirSync(join(folder, 'elsewhere', '1'), { recursive: true });
  symlinkSync(join(folder, 'elsewhere'), join(filesDirectory(database), '3'));
  remove({ sweepId: 3, trial: 1 });
  expect(existsSync(join(folder, 'elsewhere', '1'))).toBe(true);
  remove({ sweepId: 3 });
  expect(existsSync(join(folder, 'elsewhere', '1'))).toBe(true);
  remove({ sweepId: 2, trial: 1 });
  expect(readdirSync(join(filesDirectory(database), '2'))).toEqual(['2']);
  remove({ sweepId: 2, trial: 2 });
  expect(readdirSync(filesDirectory(database))).toEqual([]);
});
