import { and, asc, eq } from 'drizzle-orm';
import type { Configuration } from '../../configuration.ts';
import { groupBy } from '../../groupBy.ts';
import type { Curve } from '../../metric/curve.ts';
import { trialIsThere } from '../annotations/target.ts';
import type { Database } from '../database.ts';
import { configurations, steps, trials } from '../schema.ts';
import { observedTrials } from './observedTrials.ts';
import type { SweepInfo } from './sweepInfo.ts';

/** An ended trial with its reports of the sweep's metric. */
export interface RecordedTrial {
  readonly number: number;
  readonly configuration: Configuration;
  readonly state: 'completed' | 'pruned' | 'failed' | 'cancelled';
  /** The finite values of the metric that it reported. */
  readonly curve: Curve;
  /** The value that it is ranked by; null if it has not completed, or has no finite value. */
  readonly value: number | null;
  readonly plannedSteps: number | undefined;
  /** All steps of its last attempt, ascending, whatever they reported. */
  readonly steps: readonly { readonly step: number; readonly durationMs: number }[];
}

/** The trials of a sweep that have ended and were not deleted, by number. */
export function recordedTrials(db: Database, { id, metric }: SweepInfo): RecordedTrial[] {
  return db.read((orm) => {
    const planned = new Map(
      orm
        .select({
          number: trials.number,
          configuration: configurations.parameters,
          facts: configurations.facts,
        })
        .from(trials)
        .innerJoin(configurations, eq(configurations.id, trials.configurationId))
        .where(and(eq(trials.sweepId, id), trialIsThere))
        .all()
        .map((row) => [row.number, row]),
    );
    const rows = orm
      .select({ number: trials.number, step: steps.step, durationMs: steps.durationMs })
      .from(trials)
      .innerJoin(steps, and(eq(steps.trialId, trials.id), eq(steps.attempt, trials.attempt)))
      .where(eq(trials.sweepId, id))
      .orderBy(asc(trials.number), asc(steps.step))
      .all();
    const done = new Map(
      groupBy(rows, ({ number }) => number).map((of): [number, RecordedTrial['steps']] => [
        of[0]!.number,
        of.map(({ step, durationMs }) => ({ step, durationMs })),
      ]),
    );
    return observedTrials(orm, id, metric).flatMap(({ number, state, curve, value }) => {
      const found = planned.get(number);
      if (state === 'queued' || state === 'running' || !found) return [];
      const ranked = state === 'completed' ? value : null;
      const { configuration, facts } = found;
      const { plannedSteps } = facts;
      const steps = done.get(number) ?? [];
      return [{ number, configuration, state, curve, value: ranked, plannedSteps, steps }];
    });
  });
}
