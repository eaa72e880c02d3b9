import { eq, max } from 'drizzle-orm';
import type { Database } from './database.ts';
import { openDatabase } from './open.ts';
import { isRunning, thisProcess } from './ownership.ts';
import { requests } from './schema/requests.ts';
import { sweeps, trials } from './schema.ts';

/** The state of a sweep in a copy of the database. */
export interface Moment {
  /** Time of its last change in ms since 1970, by the clock of the process that made it. */
  readonly lastChangeMs: number;
}

/**
 * Copies a database to a new file that stays as it was. A sweep that was running appears as running in the
 * copy for as long as this process lives, and its clock stands at its last heartbeat.
 * @throws SweepError `database_unusable`, `disk_full`.
 */
export function stillCopy(db: Database, path: string, sweepId: number): Moment {
  db.copyTo(path);
  const copy = openDatabase(path);
  try {
    holdStill(copy);
    return { lastChangeMs: lastChange(copy, sweepId) };
  } finally {
    copy.close();
  }
}

function holdStill(copy: Database): void {
  copy.write((orm) => {
    for (const sweep of orm.select().from(sweeps).where(eq(sweeps.state, 'running')).all()) {
      const { pid, host, birth } = thisProcess();
      const { heartbeatAtMs, startedAtMs } = sweep;
      const held = { ownerPid: pid, ownerHost: host, ownerBirth: birth ?? null, heartbeatUptimeMs: FAR_MS };
      const left = { state: 'interrupted', ownerPid: null, endedAtMs: heartbeatAtMs ?? startedAtMs } as const;
      orm
        .update(sweeps)
        .set(isRunning(sweep) ? held : left)
        .where(eq(sweeps.id, sweep.id))
        .run();
    }
  });
}

/** A boot so far in the future that no time has passed since the heartbeat. */
const FAR_MS = Number.MAX_SAFE_INTEGER;

function lastChange(copy: Database, sweepId: number): number {
  return copy.read((orm) => {
    const sweep = orm.select().from(sweeps).where(eq(sweeps.id, sweepId)).get()!;
    const ended = orm
      .select({ atMs: max(trials.endedAtMs) })
      .from(trials)
      .where(eq(trials.sweepId, sweepId))
      .get();
    const asked = orm
      .select({ atMs: max(requests.madeAtMs) })
      .from(requests)
      .where(eq(requests.sweepId, sweepId))
      .get();
    return Math.max(
      sweep.startedAtMs,
      sweep.endedAtMs ?? sweep.heartbeatAtMs ?? 0,
      ended?.atMs ?? 0,
      asked?.atMs ?? 0,
    );
  });
}
