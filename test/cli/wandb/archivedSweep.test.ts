import { expect, it, onTestFinished } from 'vitest';
import { StoredArchive } from '../../../src/cli/wandb/storedArchive.ts';
import { RUN_FILE } from '../../../src/clients/archive.ts';
import { deleteTarget, openDatabase, restoreTarget } from '../../../src/store/index.ts';
import { beginProgram, cell } from '../../store/programs.ts';

it('follows what changes, as if all were read anew', () => {
  const db = openDatabase(':memory:');
  onTestFinished(() => db.close());
  const archive = new StoredArchive(db);
  const sweep = beginProgram(db, { shared: { wandb: { id: 'abc', project: 'p', text: '' } } });
  const { sweepId } = sweep;
  const expectSame = (...ids: string[]) => {
    expect(archive.trials('p').map(({ key }) => key.id)).toEqual(ids);
    expect(archive.trials('p')).toEqual(new StoredArchive(db).trials('p'));
    for (const id of ids) expect(archive.trial({ project: 'p', id })?.key.id).toBe(id);
  };
  const named = (id: string) =>
    Buffer.from(JSON.stringify({ project: 'p', id, name: id, tags: [], summary: {} }));

  expectSame();
  const [first, second, third] = sweep.planTrials(
    [0.1, 0.2, 0.3].map((lr) => cell({ lr })),
    [7],
  );
  sweep.startTrial(first!, 0);
  sweep.recordSteps([{ number: 1, attempt: 1, step: 0, metrics: { loss: 1 }, durationMs: 1 }]);
  expectSame();
  // Its client's file comes without any other change of it.
  sweep.recordFile(first!, { path: RUN_FILE, content: named('one') });
  expectSame('one');
  for (const [trial, id] of [
    [second!, 'two'],
    [third!, 'one'],
  ] as const) {
    sweep.startTrial(trial, 0);
    sweep.recordFile(trial, { path: RUN_FILE, content: named(id) });
  }
  const place = () => archive.place({ project: 'p', id: 'one' });
  expect(place()).toEqual({ sweepId, trial: 3 });
  sweep.endTrial(first!, { state: 'completed', result: { metrics: { loss: 0.5 }, durationMs: 5 } });
  sweep.endTrial(third!, { state: 'completed', result: { metrics: { loss: 0.25 }, durationMs: 5 } });
  expect(archive.trial({ project: 'p', id: 'one' })!.summary).toEqual({ loss: 0.25 });
  deleteTarget(db, { sweepId, trial: 3 });
  expect(place()).toEqual({ sweepId, trial: 1 });
  restoreTarget(db, { sweepId, trial: 3 });
  expect(place()).toEqual({ sweepId, trial: 3 });
  sweep.end('interrupted');
  expect(archive.trials('p')).toEqual(new StoredArchive(db).trials('p'));
  deleteTarget(db, { sweepId });
  expectSame();
});
