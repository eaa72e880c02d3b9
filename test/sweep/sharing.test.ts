import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../src/configuration.ts';
import { type Database, deleteTarget, fileRequest, trialHistory } from '../../src/store/index.ts';
import type { PlannedTrial } from '../../src/store/store.ts';
import type { SweepEvent } from '../../src/sweep/events.ts';
import { Sharing } from '../../src/sweep/sharing.ts';
import type { Spec } from '../../src/sweepfile/spec.ts';
import type { Reckoning } from '../../src/trainable/trainable.ts';
import { memory, runTiny, tinySpec } from './tinySweep.ts';

const GRID = `metric: val_accuracy
method: grid
parameters:
  units: [4, 8]
  epochs: [6, 3]
  learning_rate_schedule: [constant, step]
  decay_epochs: 4
  optimizer: adam
`;

/** The first trial is bad but has none before it; the trial that begins with its epochs has some. */
const RIVALS = `metric: { name: val_loss, goal: minimize }
method: grid
lookahead: 0
parameters: { units: 8, batch_size: 20, epochs: [6, 3, 5], learning_rate: [0.0001, 0.01, 0.05] }
`;

/** All values of all steps of all trials, and final ones, without those that the clock measures. */
function dump(db: Database): unknown {
  const rows = db.read((orm) =>
    orm.all<{ id: number; number: number; state: string; parameters: string; metrics: string }>(
      `SELECT trials.id, number, state, parameters, metrics FROM trials
        JOIN configurations ON configurations.id = configuration_id ORDER BY parameters, seed`,
    ),
  );
  return rows.map(({ id, number: _, metrics, ...others }) => {
    const { latencyMs: __, ...final } = JSON.parse(metrics) as Record<string, number>;
    return { ...others, final, steps: trialHistory(db, id).map(({ durationMs: ___, ...step }) => step) };
  });
}

/** The same trials, each trained alone. */
async function alone(spec: Spec): Promise<unknown> {
  const db = memory();
  await runTiny(db, spec, { sharesNothing: true });
  return dump(db);
}

function trained(events: readonly SweepEvent[]): number {
  return events.filter(({ type }) => type === 'report').length;
}

/** Each trial that begins with steps of another one, with that one and the number of steps. */
function origins(db: Database): unknown[] {
  return db
    .read((orm) =>
      orm.all<{ number: number; origin: string }>(
        'SELECT number, origin FROM trials WHERE origin IS NOT NULL ORDER BY sweep_id, number',
      ),
    )
    .map(({ number, origin }) => {
      const { sweep, trial, step } = JSON.parse(origin) as { sweep: number; trial: number; step: number };
      return [number, `${sweep}/${trial}`, step];
    });
}

function isReport(trial: number, step: number): (event: SweepEvent) => boolean {
  return (event) => event.type === 'report' && event.trial.number === trial && event.report.step === step;
}

describe('trials that agree for some epochs', () => {
  it.each([undefined, 3])(
    'share these, with the numbers of trainings of their own (%s threads)',
    async (threads) => {
      const db = memory();
      const spec = tinySpec(GRID);
      const { events, end } = await runTiny(db, spec, threads === undefined ? {} : { threads });
      expect(end).toMatchObject({ state: 'completed', left: 0 });
      // 2 × (6 + 2) of the 2 × (6 + 6 + 3 + 3) epochs differ from all others.
      expect(trained(events)).toBe(16);
      expect(dump(db)).toEqual(await alone(spec));
      expect(origins(db).length).toBe(6);
      const [started] = events.filter(({ type }) => type === 'sweep_started');
      const toDo = started?.type === 'sweep_started' ? started.trials : [];
      const left = toDo.map(({ plannedSteps = 0, sharedSteps = 0 }) => plannedSteps - sharedSteps);
      expect(left.reduce((sum, steps) => sum + steps)).toBe(16);
    },
  );

  it('share them where no states are kept, which leaves none', async () => {
    const db = memory();
    const { events } = await runTiny(db, tinySpec(`keep_states: 0\n${GRID}`));
    expect(trained(events)).toBe(16);
    expect(db.read((orm) => orm.all('SELECT * FROM states'))).toEqual([]);
  });

  it.each([
    ['first', '{ type: first, epochs: 2, keep: 1 }', [4, '1/1', 2]],
    ['hyperband', '{ type: hyperband, min_iter: 1, eta: 2 }', [7, '1/1', 1]],
  ])('are stopped early at the same steps as if they shared none (%s)', async (_, rule, origin) => {
    const spec = tinySpec(`early_terminate: ${rule}
${RIVALS}`);
    const expected = await alone(spec);
    for (const threads of [1, 3]) {
      const db = memory();
      const { end } = await runTiny(db, spec, { threads });
      expect(dump(db)).toEqual(expected);
      expect(end.counts.pruned).toBeGreaterThan(0);
      expect(origins(db)).toContainEqual(origin);
    }
  });

  it.each([2, 7, 12])('train none twice where the run is stopped after %i epochs', async (count) => {
    const db = memory();
    const spec = tinySpec(GRID);
    let reports = 0;
    const stopped = await runTiny(db, spec, {
      threads: 2,
      onEvent: (event) => {
        if (event.type === 'report' && ++reports === count)
          fileRequest(db, 1, { kind: 'stop_sweep' }, 'test');
      },
    });
    const rest = await runTiny(db, spec);
    expect(rest.end).toMatchObject({ state: 'completed', left: 0 });
    expect(trained(stopped.events) + trained(rest.events)).toBe(16);
    expect(dump(db)).toEqual(await alone(spec));
  });

  it('await what a trial has left in an earlier run beside what it is going to leave', () => {
    const reckoning = ({ epochs }: Configuration): Reckoning => ({
      root: 'r',
      steps: Number(epochs),
      after: (step) => `r${step}`,
    });
    const awaited: (readonly number[])[] = [];
    const sweep = {
      courses: () => [{ course: 'r3', trial: 1, hash: 'of the first', seed: 0 }],
      awaitStates: (_trial: number, steps: readonly number[]) => void awaited.push(steps),
    };
    const trial = (number: number, epochs: number): PlannedTrial => ({
      ...{ number, attempt: 2, replicate: 0, seed: 0, state: 'queued', crashes: 0 },
      configuration: { model: 'ann', epochs },
    });
    new Sharing({ reckoning }, sweep).planned([trial(1, 6), trial(2, 4), trial(3, 3)]);
    expect(awaited.at(-1)).toEqual([3, 4]);
  });

  it('train alone where the one that they wait for ends before it has come so far', async () => {
    const db = memory();
    const spec = tinySpec(`method: grid\nparameters: { units: 4, epochs: [300, 301], batch_size: 20 }`);
    const isSecond = isReport(1, 2);
    const { end, events } = await runTiny(db, spec, {
      threads: 2,
      onEvent: (event) => {
        if (isSecond(event)) fileRequest(db, 1, { kind: 'stop_trial', trial: 1 }, 'test');
      },
    });
    expect(end).toMatchObject({ state: 'completed', counts: { cancelled: 1, completed: 1 } });
    const own = events.filter((event) => event.type === 'report' && event.trial.number === 2);
    const [[number, origin, step]] = origins(db) as [[number, string, number]];
    expect([number, origin]).toEqual([2, '1/1']);
    expect(own.length).toBe(301 - step);
  });

  it('train alone where the one that they were to begin with was deleted', async () => {
    const db = memory();
    const spec = tinySpec('method: grid\nparameters: { units: 4, epochs: [3, 5], batch_size: 20 }');
    await runTiny(db, spec, { maxTrials: 1 });
    deleteTarget(db, { sweepId: 1, trial: 1 });
    const { events } = await runTiny(db, spec);
    expect(trained(events)).toBe(5);
    expect(dump(db)).toEqual(await alone(spec));
  });
});

describe('longer trainings', () => {
  const grid = (epochs: string) =>
    tinySpec(`method: grid\nparameters: { units: [4, 8], epochs: ${epochs}, early_stopping_patience: 3 }`);

  it('go on from the ends of those that were trained before, in the same sweep', async () => {
    const db = memory();
    await runTiny(db, grid('[3]'));
    const { events } = await runTiny(db, grid('[3, 5]'));
    expect(trained(events)).toBe(4);
    expect(origins(db)).toEqual([
      [3, '1/1', 3],
      [4, '1/2', 3],
    ]);
    expect(dump(db)).toEqual(await alone(grid('[3, 5]')));
  });

  it('go on from those of another sweep, which trains the same anew', async () => {
    const db = memory();
    const other = memory();
    await runTiny(db, { ...grid('[3]'), name: 'short' });
    const { events } = await runTiny(db, { ...grid('[5]'), name: 'long' });
    expect(trained(events)).toBe(4);
    expect(origins(db)).toEqual([
      [1, '1/1', 3],
      [2, '1/2', 3],
    ]);
    const { events: again } = await runTiny(db, { ...grid('[3]'), name: 'once more' });
    expect(trained(again)).toBe(6);
    await runTiny(other, { ...grid('[3]'), name: 'short' }, { sharesNothing: true });
    await runTiny(other, { ...grid('[5]'), name: 'long' }, { sharesNothing: true });
    await runTiny(other, { ...grid('[3]'), name: 'once more' }, { sharesNothing: true });
    expect(dump(db)).toEqual(dump(other));
  });
});

it('goes on from the ends of a search that learns where its spec gets more epochs', async () => {
  const learning = (epochs: number, runCap: number, others = '') =>
    tinySpec(`method: bayes
run_cap: ${runCap}
parameters:
  epochs: ${epochs}
  batch_size: 20
  units: {distribution: int_uniform, min: 4, max: 40}
  learning_rate: {distribution: log_uniform_values, min: 0.001, max: 0.1}
${others}`);
  const dumps = [];
  for (const threads of [0, 3]) {
    const db = memory();
    await runTiny(db, learning(2, 3), { threads });
    const { events } = await runTiny(db, learning(5, 4), { threads });
    // Three trials do three epochs more, and one that is new all five.
    expect(trained(events)).toBe(3 * 3 + 5);
    expect(origins(db)).toEqual([
      [4, '1/1', 2],
      [5, '1/2', 2],
      [6, '1/3', 2],
    ]);
    expect(trained((await runTiny(db, learning(5, 4))).events)).toBe(0);
    dumps.push(dump(db));
    // Another schedule is another training: it is searched anew.
    const cosine = learning(7, 2, '  learning_rate_schedule: cosine');
    expect(trained((await runTiny(db, cosine)).events)).toBe(2 * 7);
  }
  expect(dumps[1]).toEqual(dumps[0]);
});
