import { describe, expect, it } from 'vitest';
import { type Database, trialHistory } from '../../src/store/index.ts';
import type { SweepEvent } from '../../src/sweep/events.ts';
import type { Spec } from '../../src/sweepfile/spec.ts';
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

/** Every value of every step of every trial, and its final ones, without what is measured by the clock. */
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

function origins(db: Database): unknown[] {
  return db
    .read((orm) =>
      orm.all<{ number: number; origin: string }>(
        'SELECT number, origin FROM trials WHERE origin IS NOT NULL ORDER BY number',
      ),
    )
    .map(({ number, origin }) => {
      const { trial, step } = JSON.parse(origin) as { trial: number; step: number };
      return [number, trial, step];
    });
}

describe('trials that agree for some epochs', () => {
  it.each([undefined, 2, 3])(
    'share these, with the numbers of trainings of their own (%s threads)',
    async (threads) => {
      const db = memory();
      const spec = tinySpec(GRID);
      const { events, end } = await runTiny(db, spec, threads === undefined ? {} : { threads });
      expect(end).toMatchObject({ state: 'completed', left: 0 });
      // Of 2 × (6 + 6 + 3 + 3) epochs, 2 × (6 + 2) differ from all others.
      expect(trained(events)).toBe(16);
      expect(dump(db)).toEqual(await alone(spec));
      expect(origins(db).length).toBe(6);
    },
  );
});
