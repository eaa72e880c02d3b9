import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { openStore, type RunEvent, runSweep } from '../../src/index.ts';
import { temporaryFolder } from '../store/fixture.ts';

const trainer = async ({ parameters }: { parameters: Record<string, unknown> }) => ({
  y: (Number(parameters.x) - 0.7) ** 2 + (parameters.kind === 'a' ? 0 : 0.3),
  z: 1,
});
const FIRST = {
  name: 'first',
  method: 'random',
  run_cap: 30,
  metric: { name: 'y', goal: 'minimize' },
  parameters: {
    x: { distribution: 'uniform', min: -1, max: 1 },
    kind: { values: ['a', 'b'] },
  },
  trainer,
};
const SECOND = { ...FIRST, name: 'second', method: 'bayes', run_cap: 8, learn_from: ['first'] };

const messagesOf = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.type === 'learnt' ? [event.message] : []));

function triedIn(database: string, name: string) {
  const store = openStore(database);
  try {
    const trials = store.trials(name);
    return trials.map(({ configuration, metrics }) => ({
      ...configuration.parameters,
      y: metrics.y ?? Number.NaN,
    }));
  } finally {
    store.close();
  }
}

async function withFirst(): Promise<string> {
  const database = join(temporaryFolder(), 'runs.db');
  await runSweep(FIRST, { database });
  return database;
}

it('begins where an earlier sweep was good', async () => {
  const database = await withFirst();
  const events: RunEvent[] = [];
  await runSweep(SECOND, { database, onEvent: (event) => void events.push(event) });
  expect(messagesOf(events)).toEqual(['Learns from 30 trials of first (id 1).']);
  const learnt = triedIn(database, 'second');
  expect(learnt).toHaveLength(8);
  await runSweep({ ...SECOND, name: 'alone', learn_from: undefined }, { database });
  const sum = (tried: ReturnType<typeof triedIn>) => tried.reduce((total, { y }) => total + y, 0);
  expect(sum(learnt)).toBeLessThan(sum(triedIn(database, 'alone')) / 2);
});

it('learns what was known when it began, however it is interrupted', async () => {
  const database = await withFirst();
  const copy = join(temporaryFolder(), 'runs.db');
  copyFileSync(database, copy);
  await runSweep(SECOND, { database: copy });
  await runSweep({ ...SECOND, run_cap: 3 }, { database });
  await runSweep({ ...FIRST, run_cap: 50 }, { database });
  await runSweep(SECOND, { database, workers: 2 });
  expect(triedIn(database, 'second')).toEqual(triedIn(copy, 'second'));
});

it('says which sweeps and trials it cannot learn from', async () => {
  const database = await withFirst();
  await runSweep(
    { ...FIRST, name: 'other', metric: { name: 'z', goal: 'minimize' }, run_cap: 2 },
    { database },
  );
  await runSweep(
    { ...FIRST, name: 'wide', parameters: { x: { values: [5, 0.5] } }, method: 'grid' },
    { database },
  );
  const events: RunEvent[] = [];
  const learn_from = ['other', 1, 'wide'];
  await runSweep({ ...SECOND, learn_from }, { database, onEvent: (event) => void events.push(event) });
  expect(messagesOf(events)).toEqual([
    'Nothing is learnt from other (id 2): its metric is z (minimize), here y (minimize).',
    'Learns from 30 trials of first (id 1).',
    "Learns from 1 trial of wide (id 3); 1 more lie outside of this sweep's space.",
  ]);
  const changed = async ({ parameters }: { parameters: Record<string, unknown> }) => ({
    y: Number(parameters.x),
  });
  await expect(
    runSweep({ ...SECOND, name: 'third', learn_from: 'first', trainer: changed }, { database }),
  ).rejects.toThrow('it ran another program, or another version of it');
  await expect(runSweep({ ...SECOND, name: 'fourth', learn_from: 'frist' }, { database })).rejects.toThrow(
    'learn_from names frist, and the database has no such sweep.',
  );
});

it('learns from a sweep of another database, which may be gone when it goes on', async () => {
  const [here, there] = [await withFirst(), await withFirst()];
  const elsewhere = { ...SECOND, learn_from: [{ sweep: 'first', database: there }] };
  const events: RunEvent[] = [];
  const onEvent = (event: RunEvent) => void events.push(event);
  await runSweep(SECOND, { database: here });
  const database = join(temporaryFolder(), 'runs.db');
  await runSweep({ ...elsewhere, run_cap: 3 }, { database, onEvent });
  expect(messagesOf(events)).toEqual([`Learns from 30 trials of first (id 1 of ${there}).`]);
  rmSync(there);
  await runSweep(elsewhere, { database });
  expect(triedIn(database, 'second')).toEqual(triedIn(here, 'second'));
});

it('says what is wrong with another database, and leaves it as it is', async () => {
  const folder = temporaryFolder();
  const named = (sweep: string, file: string) =>
    runSweep(
      { ...SECOND, learn_from: { sweep, database: join(folder, file) } },
      { database: join(folder, 'runs.db') },
    );
  await expect(named('first', 'absent.db')).rejects.toMatchObject({
    code: 'database_unusable',
    message: expect.stringMatching(/^learn_from names first of .* There is no database .*absent\.db\.$/),
    hint: 'A path in a spec starts at the folder of the spec.',
  });
  const older = join(folder, 'older.db');
  writeFileSync(older, gunzipSync(readFileSync('test/store/fixtures/beforeTrainables.db.gz')));
  const before = readFileSync(older);
  await expect(named('first', 'older.db')).rejects.toMatchObject({
    code: 'database_older',
    hint: `Bring it up to date first: sweep ls --db ${older}`,
  });
  expect(readFileSync(older).equals(before)).toBe(true);
  copyFileSync(await withFirst(), join(folder, 'other.db'));
  await expect(named('frist', 'other.db')).rejects.toMatchObject({
    code: 'sweep_not_found',
    message: expect.stringMatching(/^learn_from names frist of .*other\.db, which has no such sweep\.$/),
  });
});
