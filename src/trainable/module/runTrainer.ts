import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { JudgedReports } from '../../trial/judgedReports.ts';
import type { TrialJob, TrialMessage, TrialOutcome } from '../../trial/trial.ts';
import { Steps } from './steps.ts';
import { thrownByTrainer } from './thrown.ts';
import type { Trainer, TrainerContext } from './trainer.ts';

/** Interval at which a waiting trainer is checked for a request to stop. */
const STOP_INTERVAL_MS = 50;

/** The surroundings of a trainer. */
export interface TrainerPlace {
  /** The slot, from 0. */
  readonly worker: number;
  /** The folder in which every trial has its own, `<sweep>/<trial>`. */
  readonly filesDirectory: string;
  /** The trainer's module; absent for a function. */
  readonly path?: string;
  /** A promise that it returns is awaited before more is reported. */
  onMessage(message: TrialMessage): unknown;
  shouldStop(): boolean;
}

/** Runs a trainer for one trial. Never rejects: everything that it does is an outcome. */
export async function runTrainer(
  trainer: Trainer<never>,
  job: TrialJob,
  place: TrainerPlace,
): Promise<TrialOutcome> {
  const { trial } = job;
  const stop = new AbortController();
  const isStopped = (): boolean => {
    if (!stop.signal.aborted && place.shouldStop()) stop.abort();
    return stop.signal.aborted;
  };
  const judged = job.isJudged
    ? new JudgedReports((message) => place.onMessage(message), isStopped)
    : undefined;
  const steps = new Steps(trial, (message) => {
    if (!judged) return place.onMessage(message);
    return judged.tell(message).then(() => void isStopped());
  });
  place.onMessage({ type: 'started', trial, worker: place.worker });
  const timer = setInterval(isStopped, STOP_INTERVAL_MS);
  try {
    const context = contextFor(job, place, stop.signal, steps, isStopped);
    await follow(trainer(context as TrainerContext<never>), steps, isStopped);
    await judged?.answered;
    return isStopped() ? { state: 'stopped' } : { state: 'completed', result: steps.result() };
  } catch (error) {
    if (isStopped()) return { state: 'stopped' };
    const text = `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
    place.onMessage({ type: 'output', trial, stream: 'stderr', text });
    return { state: 'failed', error: thrownByTrainer(error, place.path) };
  } finally {
    steps.close();
    clearInterval(timer);
  }
}

function contextFor(
  { trial, configuration, seed, sweep, stepLimit }: TrialJob,
  { filesDirectory }: TrainerPlace,
  signal: AbortSignal,
  steps: Steps,
  isStopped: () => boolean,
): TrainerContext {
  return {
    parameters: configuration,
    seed,
    trial,
    signal,
    ...(stepLimit === undefined ? {} : { stepLimit }),
    get directory() {
      const directory = join(filesDirectory, String(sweep.id), String(trial));
      mkdirSync(directory, { recursive: true });
      return directory;
    },
    report: (metrics, step) => (isStopped() ? Promise.resolve() : steps.report(metrics, step)),
  };
}

/** Takes the values that a trainer yields and returns, until it has ended or must stop. */
async function follow(returned: ReturnType<Trainer>, steps: Steps, isStopped: () => boolean): Promise<void> {
  const iterator = iteratorOf(returned);
  if (!iterator) {
    const last = await returned;
    if (last !== undefined && !isStopped()) await steps.report(last);
    return;
  }
  let isDone = false;
  try {
    while (!isStopped()) {
      const { done, value } = await iterator.next();
      isDone = done === true;
      if (value !== undefined && !isStopped()) await steps.report(value);
      if (isDone) return;
    }
  } finally {
    // Runs the generator's `finally` blocks.
    if (!isDone) await iterator.return?.();
  }
}

function iteratorOf(
  returned: ReturnType<Trainer>,
): AsyncIterator<unknown, unknown> | Iterator<unknown, unknown> | undefined {
  if (typeof returned !== 'object' || returned === null) return undefined;
  if (Symbol.asyncIterator in returned) return returned[Symbol.asyncIterator]();
  return Symbol.iterator in returned ? returned[Symbol.iterator]() : undefined;
}
