import { describe, expect, it } from 'vitest';
import {
  createSweepStore,
  type Database,
  fileRequest,
  findTrial,
  leaderboard,
  listRequests,
  type RequestWish,
  sweepProgress,
  trialDetail,
  trialHistory,
} from '../../src/store/index.ts';
import { sweeps } from '../../src/store/schema.ts';
import type { SweepEvent } from '../../src/sweep/events.ts';
import { sweepIdentity } from '../../src/sweep/identity.ts';
import { planSweep } from '../../src/sweep/planSweep.ts';
import { begin, planned, sweepStart } from '../store/sweeps.ts';
import { memory, runTiny, tinySpec, tinyWorkload } from './tinySweep.ts';

const GRID = tinySpec(`method: grid
parameters: { units: [4, 5, 6], epochs: 2, batch_size: 20 }`);
const LONG = tinySpec(`method: grid
parameters: { units: [4, 5], epochs: 10000, batch_size: 20 }`);
const random = (runCap: number, parameters = '{ units: { min: 2, max: 40 }, epochs: 1, batch_size: 50 }') =>
  tinySpec(`method: random\nrun_cap: ${runCap}\nparameters: ${parameters}`);

/** Files a request at the first event that matches. */
function once(db: Database, is: (event: SweepEvent) => boolean, ...wishes: RequestWish[]) {
  let filed = false;
  return (event: SweepEvent): void => {
    if (filed || !is(event)) return;
    filed = true;
    for (const wish of wishes) fileRequest(db, 1, wish, 'test');
  };
}

const isEpoch = (trial: number, epoch: number) => (event: SweepEvent) =>
  event.type === 'report' && event.trial.number === trial && event.report.step === epoch;

function outcomes(events: readonly SweepEvent[]) {
  return events.flatMap((event) => (event.type === 'request_taken' ? [event] : []));
}

function states(db: Database) {
  return leaderboard(db, 1, { by: 'trial', sort: 'trial:asc' }).map(({ state }) => state);
}

describe('a request to stop a trial', () => {
  it.each([undefined, 2])(
    'cancels one that runs, keeps its epochs, and the others go on (%s threads)',
    async (threads) => {
      const db = memory();
      const spec = tinySpec(`method: grid
parameters: { units: [4, 5, 6], epochs: 400, batch_size: 20 }`);
      const { end, events } = await runTiny(db, spec, {
        ...(threads ? { threads } : {}),
        onEvent: once(db, isEpoch(1, 2), { kind: 'stop_trial', trial: 1 }, { kind: 'stop_trial', trial: 3 }),
      });
      expect(end).toMatchObject({ state: 'completed', left: 0, counts: { completed: 1, cancelled: 2 } });
      expect(states(db)).toEqual(['cancelled', 'completed', 'cancelled']);
      const { trialId } = findTrial(db, '1/1');
      const trial = trialDetail(db, trialId);
      expect(trial.reason?.message).toMatch(/Stopped by request after \d+ epochs/);
      expect(trial.steps).toBeGreaterThanOrEqual(2);
      expect(trialHistory(db, trialId)).toHaveLength(trial.steps);
      expect(events).toContainEqual(expect.objectContaining({ type: 'trial_ended', state: 'cancelled' }));
      const requests = listRequests(db, 1, 10);
      expect(requests).toHaveLength(2);
      for (const request of requests) {
        expect(request.answer?.accepted).toBe(true);
        expect(request.takenAtMs).toBeGreaterThanOrEqual(request.madeAtMs);
      }
    },
  );

  it('does not keep the trial from being queued again by the same spec', async () => {
    const db = memory();
    await runTiny(db, GRID, { onEvent: once(db, isEpoch(1, 1), { kind: 'stop_trial', trial: 2 }) });
    expect(states(db)).toEqual(['completed', 'cancelled', 'completed']);
    const { end } = await runTiny(db, GRID);
    expect(end.counts).toMatchObject({ completed: 1, skipped: 2, cancelled: 0 });
  });

  it('is refused at once for a trial that has ended or does not exist', async () => {
    const db = memory();
    const refusals: unknown[] = [];
    await runTiny(db, GRID, {
      onEvent: (event) => {
        if (!isEpoch(2, 1)(event)) return;
        for (const trial of [1, 99]) {
          try {
            fileRequest(db, 1, { kind: 'stop_trial', trial }, 'test');
          } catch (error) {
            refusals.push(error);
          }
        }
      },
    });
    expect(refusals).toMatchObject([{ code: 'request_invalid' }, { code: 'trial_not_found' }]);
  });
});

describe('a request to stop the sweep', () => {
  it('sends running trials back to the queue, and the same spec goes on', async () => {
    const db = memory();
    const { end, events } = await runTiny(db, LONG, {
      onEvent: once(db, isEpoch(1, 1), { kind: 'stop_sweep' }),
    });
    expect(end).toMatchObject({ state: 'interrupted', stopped: true, left: 2, counts: { cancelled: 0 } });
    expect(outcomes(events)).toMatchObject([{ accepted: true, request: { kind: 'stop_sweep' } }]);
    expect(states(db)).toEqual(['queued', 'queued']);
  });
});

describe('a request to pause', () => {
  it('lets what runs end and starts nothing until another one', async () => {
    const db = memory();
    let startedWhilePaused = 0;
    let paused = false;
    let asPaused: unknown;
    const { end } = await runTiny(db, GRID, {
      onEvent: (event) => {
        if (event.type === 'trial_started' && paused) startedWhilePaused++;
        if (isEpoch(1, 1)(event)) fileRequest(db, 1, { kind: 'pause_sweep' }, 'test');
        if (event.type !== 'request_taken' || event.request.kind !== 'pause_sweep') return;
        paused = true;
        const looking = setInterval(() => {
          const progress = sweepProgress(db, 1);
          if (progress.running.length > 0) return;
          clearInterval(looking);
          asPaused = progress;
          paused = false;
          fileRequest(db, 1, { kind: 'resume_sweep' }, 'test');
        }, 100);
      },
    });
    expect(startedWhilePaused).toBe(0);
    expect(asPaused).toMatchObject({ state: 'running', paused: true });
    expect(end).toMatchObject({ state: 'completed', counts: { completed: 3 } });
    expect(sweepProgress(db, 1).paused).toBe(false);
  });

  it('can be followed by one to stop', async () => {
    const db = memory();
    const { end } = await runTiny(db, GRID, {
      onEvent: (event) => {
        if (isEpoch(1, 1)(event)) fileRequest(db, 1, { kind: 'pause_sweep' }, 'test');
        if (event.type === 'trial_ended') fileRequest(db, 1, { kind: 'stop_sweep' }, 'test');
      },
    });
    expect(end).toMatchObject({ state: 'interrupted', left: 2, counts: { completed: 1 } });
  });
});

describe('a request to raise the run cap', () => {
  const configurations = (db: Database) =>
    leaderboard(db, 1, { sort: 'trial:asc' }).map(({ configuration, trials }) => [configuration, trials]);

  it('trains what a spec with the higher number would have tried, under the same numbers', async () => {
    const db = memory();
    const { end, events } = await runTiny(db, random(2), {
      onEvent: once(db, isEpoch(2, 1), { kind: 'raise_run_cap', runCap: 5 }),
    });
    expect(end.counts.completed).toBe(5);
    expect(events).toContainEqual(expect.objectContaining({ type: 'trials_added', toRun: 3 }));
    const edited = memory();
    await runTiny(edited, random(2));
    await runTiny(edited, random(5));
    expect(configurations(db)).toEqual(configurations(edited));
  });

  it('holds for the next run of the same spec, and no longer than that', async () => {
    const db = memory();
    const requests = once(db, isEpoch(1, 1), { kind: 'raise_run_cap', runCap: 4 }, { kind: 'stop_sweep' });
    expect((await runTiny(db, random(2), { onEvent: requests })).end.left).toBeGreaterThanOrEqual(3);
    expect((await runTiny(db, random(2), { maxTrials: 1 })).end.counts.completed).toBe(1);
    expect((await runTiny(db, random(2))).end).toMatchObject({ state: 'completed' });
    expect(states(db)).toEqual(Array(4).fill('completed'));
    expect((await runTiny(db, random(3))).end.counts).toMatchObject({ completed: 0, skipped: 3 });
  });

  it('is refused with the reason for a lower number, a grid, a space that holds no more, or uneven shares', async () => {
    const db = memory();
    const lower = await runTiny(db, random(3), {
      onEvent: once(db, isEpoch(1, 1), { kind: 'raise_run_cap', runCap: 2 }),
    });
    expect(outcomes(lower.events)).toMatchObject([{ accepted: false }]);
    expect(outcomes(lower.events)[0]!.outcome).toMatch(/run_cap is 3 already/);
    const small = memory();
    const full = await runTiny(small, random(2, '{ units: [4, 5], epochs: 1, batch_size: 50 }'), {
      onEvent: once(small, isEpoch(1, 1), { kind: 'raise_run_cap', runCap: 9 }),
    });
    expect(outcomes(full.events)[0]!.outcome).toMatch(/no more than 2 different configurations/);
    const roles =
      'roles: {units: scientific}\nparameters: {units: [4, 5], learning_rate: {min: 0.1, max: 0.2}, epochs: 1}';
    const uneven = memory();
    const shared = await runTiny(uneven, tinySpec(`method: random\nrun_cap: 2\n${roles}`), {
      onEvent: once(uneven, isEpoch(1, 1), { kind: 'raise_run_cap', runCap: 5 }),
    });
    expect(outcomes(shared.events)[0]!.outcome).toMatch(/cannot be shared alike by the 2 scientific values/);
    const grid = memory();
    const whole = await runTiny(grid, GRID, {
      onEvent: once(grid, isEpoch(1, 1), { kind: 'raise_run_cap', runCap: 9 }),
    });
    expect(outcomes(whole.events)[0]!.outcome).toMatch(/no run_cap/);
  });
});

describe('requests that nobody reads', () => {
  it('are refused at once where no process runs the sweep', async () => {
    const db = memory();
    await runTiny(db, GRID);
    expect(() => fileRequest(db, 1, { kind: 'stop_sweep' }, 'test')).toThrow(
      /No process runs the sweep tiny/,
    );
  });

  it('are answered by the next run where a process died before it read them', async () => {
    const db = memory();
    const workload = tinyWorkload(GRID);
    const identity = sweepIdentity(GRID, workload.identity);
    const owner = { pid: 999_999, host: 'elsewhere' };
    const died = createSweepStore(db, { owner }).beginSweep(sweepStart({ name: 'tiny', identity }));
    const plan = planSweep(GRID, workload).configurations;
    died.planTrials(plan, [GRID.seed]);
    for (const wish of [{ kind: 'pause_sweep' }, { kind: 'stop_trial', trial: 2 }] as const)
      fileRequest(db, died.sweepId, wish, 'test', () => Date.now() - 60_000);
    db.write((orm) => orm.update(sweeps).set({ heartbeatAtMs: 0 }).run());
    const { end, events } = await runTiny(db, GRID);
    expect(end).toMatchObject({ sweepId: died.sweepId, counts: { completed: 2, cancelled: 1 } });
    expect(outcomes(events)).toMatchObject([
      { accepted: false, outcome: expect.stringContaining('had ended before it read this') },
      { accepted: true, request: { kind: 'stop_trial', trial: 2 } },
    ]);
  });

  it('are refused when the sweep ends first', () => {
    const db = memory();
    const sweep = begin(db);
    sweep.planTrials([planned({})], [7]);
    fileRequest(db, sweep.sweepId, { kind: 'pause_sweep' }, 'test');
    fileRequest(db, sweep.sweepId, { kind: 'pause_sweep' }, 'test');
    sweep.end('interrupted');
    const requests = listRequests(db, sweep.sweepId, 5);
    expect(requests).toHaveLength(1);
    expect(requests[0]!.answer!.outcome).toMatch(/ended before it read this/);
  });
});
