import { configurationHash } from '../configuration.ts';
import type { CurvePoint } from '../metric/curve.ts';
import type { ObservedTrial, PlannedTrial, Proposed, RunningSweep, TrialAttempt } from '../store/store.ts';
import type { TrialState } from '../trial/trial.ts';
import type { VirtualClock } from './virtualClock.ts';

interface Kept extends ObservedTrial {
  state: TrialState;
  value: number | null;
  lastStep: number | null;
  readonly curve: CurvePoint[];
  readonly planned: PlannedTrial;
}

/** A sweep that is kept in memory for a single run, which nobody steers and nothing interrupts. */
export function memorySweep(metric: string, clock: VirtualClock): RunningSweep {
  const trials: Kept[] = [];
  const byHash = new Map<string, Kept[]>();
  const at = ({ number }: TrialAttempt): Kept => trials[number - 1]!;
  const nothing = (): void => {};
  return {
    sweepId: 1,
    resumed: false,
    raisedRunCap: undefined,
    isInPlace: () => true,
    together(calls) {
      clock.busy();
      return calls();
    },
    planTrials: (planned, seeds, firstReplicate = 0) =>
      planned.flatMap(({ configuration, facts }) => {
        const hash = configurationHash(configuration);
        const of = seeds.map((seed, index): Kept => {
          const replicate = firstReplicate + index;
          const number = trials.length + 1;
          const { plannedSteps } = facts;
          const known = plannedSteps === undefined ? {} : { plannedSteps };
          const which = { number, attempt: 1, configuration, replicate, seed };
          const trial = { ...which, state: 'queued' as const, crashes: 0, ...known };
          const kept = {
            number,
            replicate,
            thawed: false,
            state: 'queued' as const,
            value: null,
            lastStep: null,
            curve: [],
            planned: trial,
          };
          trials.push(kept);
          return kept;
        });
        byHash.set(hash, [...(byHash.get(hash) ?? []), ...of]);
        return of.map((trial) => trial.planned);
      }),
    proposals: () =>
      [...byHash.values()].map(
        (of): Proposed => ({
          configuration: of[0]!.planned.configuration,
          trials: of.map(({ number }) => number),
        }),
      ),
    observe: (numbers) => (numbers ? numbers.map((number) => trials[number - 1]!) : trials),
    moment: () => ({ atMs: clock.nowMs, passedMs: clock.nowMs }),
    startTrial(trial) {
      at(trial).state = 'running';
      return true;
    },
    recordState: () => false,
    awaitStates: nothing,
    trainingState: () => undefined,
    thawTrial: () => undefined,
    takenOver: () => undefined,
    earlierReports: () => 0,
    courses: () => [],
    curveBefore: () => [],
    recordSteps(batch) {
      for (const report of batch) {
        const trial = at(report);
        const value = report.metrics[metric];
        trial.lastStep = report.step;
        if (value === undefined || !Number.isFinite(value)) continue;
        trial.curve.push({ step: report.step, value });
        trial.value = value;
      }
      return batch.length;
    },
    recordOutput: nothing,
    recordFile: () => false,
    recordResources: nothing,
    endTrial(attempt, ending) {
      const trial = at(attempt);
      trial.state = ending.state;
      if (ending.state === 'completed') trial.value = ending.result.metrics[metric] ?? null;
      return true;
    },
    requeueTrial(attempt) {
      at(attempt).state = 'queued';
      return { number: attempt.number, attempt: attempt.attempt + 1 };
    },
    noteStop: nothing,
    recordShared: nothing,
    heartbeat: nothing,
    openRequests: () => [],
    answerRequest: nothing,
    setPaused: nothing,
    raiseRunCap: nothing,
    end: nothing,
  };
}
