import { hostname } from 'node:os';
import { SweepError } from '../../errors.ts';
import { shortened } from '../../printable.ts';
import { isRunning, type Ownership, ownerLives } from '../ownership.ts';
import type { Connection } from '../sqlite.ts';

interface Running extends Ownership {
  readonly name: string;
  readonly ownerPid: number;
}

/**
 * Keeps an older database as it is while a run of the version that made it goes on: its statements would find other
 * tables. Also while that process is stopped, since it goes on by them. To be called with the write lock held, so that
 * no sweep begins meanwhile.
 * @throws SweepError `database_busy`.
 */
export function refuseUnderRun(
  sqlite: Connection,
  path: string,
  versions: { from: number; to: number },
): void {
  const here = hostname();
  const run = running(sqlite).find((each) => isRunning(each) || (each.ownerBirth && ownerLives(each, here)));
  if (!run) return;
  const where = run.ownerHost === here ? '' : ` on ${run.ownerHost}`;
  throw new SweepError(
    'database_busy',
    `The database ${path} is of an older version of sweep (its format is ${versions.from}; this version needs ${versions.to}), which is running the sweep ${shortened(run.name, 60)} (process ${run.ownerPid}${where}). It was not touched: bringing it up to date now would break off that run.`,
    'Wait until that run has ended, or stop it with Ctrl-C, and call this again; until then, use the version that runs it, or name another file with --db.',
  );
}

/** What any version says of who runs a sweep; columns that it had not yet are NULL. */
function running(sqlite: Connection): Running[] {
  const table = sqlite.pragma('table_info(sweeps)') as { name: string }[];
  const names = new Set(table.map(({ name }) => name));
  const column = (name: string) => (names.has(name) ? name : 'NULL');
  const rows = sqlite
    .prepare(
      `SELECT name, state, owner_pid AS ownerPid, owner_host AS ownerHost, heartbeat_at_ms AS heartbeatAtMs,
        ${column('owner_birth')} AS ownerBirth, ${column('heartbeat_uptime_ms')} AS heartbeatUptimeMs
      FROM sweeps WHERE state = 'running' AND owner_pid IS NOT NULL`,
    )
    .all() as (Omit<Running, 'ownerBirth'> & { ownerBirth: string | null })[];
  return rows.map((row) => ({
    ...row,
    ownerBirth: row.ownerBirth === null ? null : (JSON.parse(row.ownerBirth) as Running['ownerBirth']),
  }));
}
