import { and, eq, type SQL, sql } from 'drizzle-orm';
import { SweepError } from '../../errors.ts';
import { MOST_CONFIGURATIONS } from '../../sweepfile/spec.ts';
import type { Database, Orm } from '../database.ts';
import { sweepById } from '../queries/sweepInfo.ts';
import { requests, sweeps, trials } from '../schema.ts';
import type { RequestWish } from '../store.ts';
import { openRequestsQuery } from '../writing/requests.ts';

/** The request as it was filed, to be followed with `listRequests`. */
export interface FiledRequest {
  readonly id: number;
  readonly sweepId: number;
}

/** Kinds that undo each other: the later one counts. */
const OPPOSITES: Partial<Record<RequestWish['kind'], RequestWish['kind']>> = {
  pause_sweep: 'resume_sweep',
  resume_sweep: 'pause_sweep',
};

/**
 * Leaves a request for the process that runs a sweep, which reads it between epochs. A request that is
 * already open is returned instead of a second one.
 * @throws SweepError `sweep_not_found`; `sweep_not_running` if nobody would read it; `request_invalid` for a
 * trial that has ended or a run cap that no spec could have.
 */
export function fileRequest(
  db: Database,
  sweepId: number,
  wish: RequestWish,
  origin: string,
  now: () => number = Date.now,
): FiledRequest {
  return db.write((orm) => {
    const sweep = sweepById(orm, sweepId);
    if (!sweep) throw new SweepError('sweep_not_found', `There is no sweep with id ${sweepId}.`);
    if (sweep.state !== 'running') {
      const message = `No process runs the sweep ${sweep.name}, so nobody would read this request.`;
      throw new SweepError(
        'sweep_not_running',
        message,
        sweep.shared.goesOn ?? 'Start it with `sweep run SPEC`.',
      );
    }
    if (wish.kind === 'stop_trial') requireUnended(orm, sweepId, wish.trial);
    if (wish.kind === 'raise_run_cap') requireRunCap(wish.runCap);
    const row = {
      kind: wish.kind,
      trial: wish.kind === 'stop_trial' ? wish.trial : null,
      value: wish.kind === 'raise_run_cap' ? wish.runCap : null,
    };
    const open = openRequestsQuery(orm, sweepId).all();
    const same = open.findLast(
      ({ kind, trial, value }) => kind === row.kind && trial === row.trial && value === row.value,
    );
    const opposite = open.findLast(({ kind }) => kind === OPPOSITES[wish.kind]);
    const isLatest = same && (opposite === undefined || opposite.id < same.id);
    const filed =
      (isLatest && same) ||
      orm
        .insert(requests)
        .values({ sweepId, runCount: runCountOf(sweepId), ...row, origin, madeAtMs: now() })
        .returning({ id: requests.id })
        .get();
    return { id: filed.id, sweepId };
  });
}

function runCountOf(sweepId: number): SQL {
  return sql`(SELECT ${sweeps.runCount} FROM ${sweeps} WHERE ${sweeps.id} = ${sweepId})`;
}

function requireUnended(orm: Orm, sweepId: number, number: number): void {
  const found = orm
    .select({ state: trials.state })
    .from(trials)
    .where(and(eq(trials.sweepId, sweepId), eq(trials.number, number)))
    .get();
  if (!found) throw new SweepError('trial_not_found', `The sweep has no trial "${number}".`);
  if (found.state === 'running' || found.state === 'queued') return;
  const hint = 'Only a queued or a running trial can be stopped.';
  throw new SweepError('request_invalid', `Trial ${number} has ended already: it is ${found.state}.`, hint);
}

function requireRunCap(runCap: number): void {
  if (Number.isInteger(runCap) && runCap >= 1 && runCap <= MOST_CONFIGURATIONS) return;
  const message = `run_cap must be a whole number from 1 to ${MOST_CONFIGURATIONS}, not "${runCap}".`;
  throw new SweepError(
    'request_invalid',
    message,
    'Give the number of configurations that the sweep should try in all.',
  );
}
