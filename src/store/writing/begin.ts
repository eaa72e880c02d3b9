import { eq } from 'drizzle-orm';
import { SweepError } from '../../errors.ts';
import { type OnRemoved, removeDeletedTrials } from '../annotations/removal.ts';
import type { Orm } from '../database.ts';
import { isRunning, type Owner, ownerLives } from '../ownership.ts';
import { uptimeMs } from '../processes.ts';
import { newestSweep } from '../queries/newestSweep.ts';
import { sweeps } from '../schema.ts';
import type { SweepStart } from '../store.ts';
import { countCrashes } from './crashes.ts';
import { requeueRunning } from './requeue.ts';

/** A begun sweep; `runCount` proves, write by write, that no other process has begun it since. */
export interface Lease {
  readonly sweepId: number;
  readonly runCount: number;
  readonly resumed: boolean;
  /** The run cap that a request set in an earlier run of the same spec. */
  readonly raisedRunCap: number | undefined;
}

/** Continues the newest sweep of that identity or creates one; see `SweepStore.beginSweep`. */
export function begin(
  orm: Orm,
  start: SweepStart,
  owner: Owner,
  { nowMs, onRemoved }: { readonly nowMs: number; readonly onRemoved: OnRemoved },
): Lease {
  const found = newestSweep(orm, start.identity);
  const values = { ...columns(start), ...running(owner, nowMs) };
  if (!found) {
    const created = orm
      .insert(sweeps)
      .values({ ...values, runCount: 1, createdAtMs: nowMs })
      .returning({ sweepId: sweeps.id })
      .get();
    return { sweepId: created.sweepId, runCount: 1, resumed: false, raisedRunCap: undefined };
  }
  if (isRunning(found, { nowMs, uptimeMs: uptimeMs() }, owner)) {
    throw new SweepError(
      'database_busy',
      `The sweep ${found.name} (id ${found.id}) is being run by process ${found.ownerPid} on ${found.ownerHost}.`,
      'Wait until it is done, watch it with `sweep serve`, or stop that process.',
    );
  }
  if (!ownerLives(found, owner.host)) countCrashes(orm, found.id);
  requeueRunning(orm, found.id);
  removeDeletedTrials(orm, found.id, onRemoved);
  const runCount = found.runCount + 1;
  const raisedRunCap = found.specJson === start.specJson ? found.raisedRunCap : null;
  orm
    .update(sweeps)
    .set({ ...values, runCount, raisedRunCap })
    .where(eq(sweeps.id, found.id))
    .run();
  return { sweepId: found.id, runCount, resumed: true, raisedRunCap: raisedRunCap ?? undefined };
}

function running(owner: Owner, nowMs: number) {
  return {
    state: 'running' as const,
    ownerPid: owner.pid,
    ownerHost: owner.host,
    ownerBirth: owner.birth ?? null,
    ...heartbeat(nowMs),
    startedAtMs: nowMs,
    endedAtMs: null,
    paused: false,
  };
}

/** The present moment by both clocks. */
export function heartbeat(nowMs: number) {
  return { heartbeatAtMs: nowMs, heartbeatUptimeMs: uptimeMs() ?? null };
}

function columns(start: SweepStart) {
  const { metric, keptStatesBytes: _, ...same } = start;
  return {
    ...same,
    metricName: metric.name,
    metricGoal: metric.goal,
  };
}
