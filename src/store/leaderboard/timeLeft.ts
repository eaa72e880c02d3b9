import type { TrialScore } from './scores.ts';

type Work = Pick<TrialScore, 'state' | 'epochs' | 'durationMs' | 'startedAtMs'> & {
  readonly configuration: Pick<TrialScore['configuration'], 'model' | 'parameters'>;
};

/** What some trials tell of those to come. */
class Pace {
  private ms = 0;
  private epochs = 0;
  private planned = 0;

  add({ epochs }: Work, ms: number, planned: number): void {
    this.ms += ms;
    this.epochs += epochs;
    this.planned += planned;
  }

  /** Time that a trial still takes: its epochs at the mean time of one, and as early an end as others had. */
  left(trial: Work): number {
    const usual = plannedEpochs(trial) * (this.epochs / this.planned);
    return (Math.max(0, usual - trial.epochs) * this.ms) / this.epochs;
  }
}

/** The pace of each model, and of all of them; undefined where there is none. */
class Paces {
  readonly byModel = new Map<string, Pace>();
  all: Pace | undefined;

  add(trial: Work, ms: number, planned: number): void {
    const { model } = trial.configuration;
    const pace = this.byModel.get(model) ?? new Pace();
    this.byModel.set(model, pace);
    this.all ??= new Pace();
    for (const each of [this.all, pace]) each.add(trial, ms, planned);
  }
}

/**
 * About how long a sweep still takes, in ms. Every trial that has not ended takes the mean time of an epoch, over the
 * ended trials of its model, or over its running ones before any has ended, or over those of all models, for the epochs
 * that it has left; the running trials take its work in equal parts, and no less than the longest of them needs alone.
 * Undefined where no trial runs or no epoch has ended, as nothing is known then.
 */
export function timeLeft(trials: Iterable<Work>, nowMs: number): number | undefined {
  const ended = new Paces();
  const begun = new Paces();
  const waiting: Work[] = [];
  for (const trial of trials) {
    const { state, epochs, durationMs, startedAtMs } = trial;
    if (state === 'running' || state === 'queued') waiting.push(trial);
    if (epochs === 0) continue;
    if (state === 'running' && startedAtMs !== null)
      begun.add(trial, Math.max(0, nowMs - startedAtMs), epochs);
    if (['completed', 'pruned'].includes(state) && durationMs)
      ended.add(trial, durationMs, plannedEpochs(trial));
  }
  const running = waiting.filter(({ state }) => state === 'running');
  const paceOf = ({ configuration: { model } }: Work) =>
    ended.byModel.get(model) ?? begun.byModel.get(model) ?? ended.all ?? begun.all;
  if (running.length === 0 || !(ended.all ?? begun.all)) return undefined;
  const left = (trial: Work) => paceOf(trial)!.left(trial);
  const together = waiting.reduce((sum, trial) => sum + left(trial), 0);
  return Math.max(together / running.length, ...running.map(left));
}

function plannedEpochs({ epochs, configuration }: Work): number {
  return Number(configuration.parameters.epochs ?? epochs);
}
