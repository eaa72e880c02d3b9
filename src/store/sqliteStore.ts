import { and, eq } from 'drizzle-orm';
import { steadyClock } from '../clock.ts';
import { SweepError } from '../errors.ts';
import type { OnRemoved } from './annotations/removal.ts';
import { recordShared } from './artifacts.ts';
import type { Database, Orm } from './database.ts';
import type { EarlierSweeps } from './earlierSweeps.ts';
import { earlierSweepElsewhere, isSameFile } from './elsewhere.ts';
import { type Owner, thisProcess } from './ownership.ts';
import { earlierSweep, sharedOf } from './queries/earlierSweep.ts';
import { observedTrials, proposals } from './queries/observedTrials.ts';
import { sweeps } from './schema.ts';
import type { RunningSweep, SweepStart, SweepStore } from './store.ts';
import { isAttempt } from './writing/attempt.ts';
import { begin, heartbeat, type Lease } from './writing/begin.ts';
import { noteStop } from './writing/crashes.ts';
import { earlierReports, takenOver } from './writing/earlierAttempts.ts';
import { end } from './writing/end.ts';
import { courses, curveBefore, findState } from './writing/findState.ts';
import { recordFile, recordResources } from './writing/outputs.ts';
import { OutputWriter } from './writing/outputWriter.ts';
import { plan } from './writing/planTrials.ts';
import { answerRequest, openRequests, refuseOpenRequests } from './writing/requests.ts';
import { requeue, requeueRunning, thaw } from './writing/requeue.ts';
import { start } from './writing/start.ts';
import { dropOldStates, KEPT_STATES_BYTES, recordState } from './writing/states.ts';
import { StepWriter } from './writing/steps.ts';

export interface StoreOptions {
  /** The clock, in milliseconds since 1970. */
  readonly now?: () => number;
  /** The process that runs the sweeps that are begun. */
  readonly owner?: Owner;
  /** Called for deleted trials that a run removes for good. */
  readonly onRemoved?: OnRemoved;
}

/** The sweep loop's view of a database that is open for writing. */
export function createSweepStore(db: Database, options: StoreOptions = {}): SweepStore {
  const now = options.now ?? steadyClock();
  const owner = options.owner ?? thisProcess();
  const { onRemoved = () => {} } = options;
  return {
    ...earlierSweeps(db),
    beginSweep(sweep) {
      const lease = db.write((orm) => begin(orm, sweep, owner, { nowMs: now(), onRemoved }));
      return runningSweep(db, lease, sweep, now);
    },
  };
}

/** The questions of a search, answered by a database that is only read. */
export function earlierSweeps(db: Database): EarlierSweeps {
  return {
    earlierSweep: (nameOrId, path) =>
      path === undefined || isSameFile(path, db.path)
        ? db.read((orm) => earlierSweep(orm, nameOrId))
        : earlierSweepElsewhere(path, nameOrId),
    sharedOf: (identity) => db.read((orm) => sharedOf(orm, identity)),
  };
}

function runningSweep(db: Database, lease: Lease, begun: SweepStart, now: () => number): RunningSweep {
  const { metric, shared, trainable, keptStatesBytes = KEPT_STATES_BYTES } = begun;
  const { sweepId, resumed, raisedRunCap } = lease;
  let isHeld = false;
  /** Start times by trial numbers, for durations that no change of the clock affects. */
  const begunAt = new Map<number, number>();
  /** Trials whose start already counts the time of earlier attempts. */
  const resumedAtStart = new Set<number>();
  const steps = new StepWriter(sweepId);
  const outputs = new OutputWriter(sweepId);
  const awaited = new Map<number, ReadonlySet<number>>();
  const room = { sweepId, keptBytes: keptStatesBytes, awaited };
  const sweep = { sweepId, metric, shared, trainable, steps, room };
  const moment = () => ({ atMs: now(), passedMs: performance.now() });
  const write = <T>(statements: (orm: Orm) => T): T => {
    try {
      return db.write((orm) => {
        if (!isHeld && !holds(orm, lease, 'running')) throw lost(sweepId);
        return statements(orm);
      });
    } catch (error) {
      steps.forget();
      outputs.forget();
      throw error;
    }
  };
  return {
    sweepId,
    resumed,
    raisedRunCap,
    isInPlace: () => db.isInPlace(),
    together: (calls) =>
      write(() => {
        isHeld = true;
        try {
          return calls();
        } finally {
          isHeld = false;
        }
      }),
    planTrials: (planned, seeds, first) => write((orm) => plan(orm, sweepId, planned, seeds, first)),
    thawTrial: (number, why) => write((orm) => thaw(orm, sweepId, number, why)),
    proposals: () => db.read((orm) => proposals(orm, sweepId)),
    observe: (numbers) => db.read((orm) => observedTrials(orm, sweepId, metric.name, numbers)),
    moment,
    startTrial(trial, worker, at = moment(), resumed, state) {
      begunAt.set(trial.number, at.passedMs - (resumed?.elapsedMs ?? 0));
      if (resumed) resumedAtStart.add(trial.number);
      else resumedAtStart.delete(trial.number);
      return write((orm) => start(orm, sweepId, trial, worker, at.atMs, resumed, state));
    },
    recordState: (trial, state) => write((orm) => recordState(orm, room, trial, state)),
    awaitStates: (number, steps) => void awaited.set(number, new Set(steps)),
    trainingState: (number, reckoning) => db.read((orm) => findState(orm, sweepId, number, reckoning)),
    courses: () => db.read((orm) => courses(orm, sweepId)),
    curveBefore: (state) => db.read((orm) => curveBefore(orm, state, metric.name)),
    takenOver: (trial) => db.read((orm) => takenOver(orm, sweepId, trial)),
    earlierReports: (trial) => db.read((orm) => earlierReports(orm, sweepId, trial, metric.name)),
    recordSteps: (batch) => write((orm) => steps.record(orm, batch)),
    recordOutput: (trial, pieces) => write((orm) => outputs.record(orm, trial, pieces)),
    recordFile: (trial, file) => write((orm) => recordFile(orm, sweepId, trial, file)),
    recordResources: (trial, sample) => write((orm) => recordResources(orm, sweepId, trial, sample)),
    endTrial: (trial, ending, at = moment()) =>
      write((orm) => {
        outputs.forget(trial.number);
        const elapsedMs = at.passedMs - (begunAt.get(trial.number) ?? at.passedMs);
        const beforeMs = resumedAtStart.has(trial.number)
          ? 0
          : (takenOver(orm, sweepId, trial)?.elapsedMs ?? 0);
        return end(orm, sweep, trial, ending, { nowMs: at.atMs, elapsedMs, beforeMs });
      }),
    requeueTrial: (trial) => write((orm) => requeue(orm, isAttempt(sweepId, trial), ['running'])),
    noteStop: () => write((orm) => noteStop(orm, sweepId)),
    recordShared: (artifacts) => write((orm) => recordShared(orm, sweep, artifacts)),
    heartbeat: () => write((orm) => setColumns(orm, sweepId, heartbeat(now()))),
    openRequests: () => db.read((orm) => openRequests(orm, lease)),
    answerRequest: (id, answer) => write((orm) => answerRequest(orm, id, answer, now())),
    setPaused: (paused) => write((orm) => setColumns(orm, sweepId, { paused })),
    raiseRunCap: (runCap) => write((orm) => setColumns(orm, sweepId, { raisedRunCap: runCap })),
    end: (state) =>
      db.write((orm) => {
        if (holds(orm, lease, state)) return;
        if (!holds(orm, lease, 'running')) throw lost(sweepId);
        requeueRunning(orm, sweepId);
        dropOldStates(orm, { ...room, awaited: new Map() });
        refuseOpenRequests(orm, sweepId, now());
        setColumns(orm, sweepId, { state, endedAtMs: now(), ...nobody });
      }),
  };
}

const nobody = {
  ownerPid: null,
  ownerHost: null,
  ownerBirth: null,
  heartbeatAtMs: null,
  heartbeatUptimeMs: null,
  paused: false,
};

function holds(
  orm: Orm,
  { sweepId, runCount }: Lease,
  state: (typeof sweeps.$inferSelect)['state'],
): boolean {
  const found = orm
    .select({ id: sweeps.id })
    .from(sweeps)
    .where(and(eq(sweeps.id, sweepId), eq(sweeps.runCount, runCount), eq(sweeps.state, state)))
    .get();
  return found !== undefined;
}

function setColumns(orm: Orm, sweepId: number, columns: Partial<typeof sweeps.$inferInsert>): void {
  orm.update(sweeps).set(columns).where(eq(sweeps.id, sweepId)).run();
}

function lost(sweepId: number): SweepError {
  return new SweepError(
    'database_busy',
    `This process no longer runs the sweep with id ${sweepId}: it was ended, or another process has taken it over.`,
    'Stop one of the two; what was stored is kept.',
  );
}
