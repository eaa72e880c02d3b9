import type { TrialScore } from './scores.ts';

type Work = Pick<TrialScore, 'state' | 'epochs' | 'durationMs'> & {
  readonly configuration: Pick<TrialScore['configuration'], 'model' | 'parameters'>;
};

/** What trials that have ended tell of those to come. */
class Pace {
  private ms = 0;
  private epochs = 0;
  private planned = 0;

  add(trial: Work): void {
    this.ms += trial.durationMs!;
    this.epochs += trial.epochs;
    this.planned += plannedEpochs(trial);
  }

  /** Time that a trial still takes: its epochs at the mean time of one, and as early an end as others had. */
  left(trial: Work): number {
    const usual = plannedEpochs(trial) * (this.epochs / this.planned);
    return (Math.max(0, usual - trial.epochs) * this.ms) / this.epochs;
  }
}

/**
 * About how long a sweep still takes, in ms. Every trial that has not ended takes the mean time of an epoch, over the
 * ended trials of its model or, before there are any, of all models, for the epochs that it has left; the running
 * trials take its work in equal parts, and no less than the longest of them needs alone. Undefined where no trial
 * runs or none has ended, as nothing is known then.
 */
export function timeLeft(trials: Iterable<Work>): number | undefined {
  const all = new Pace();
  const byModel = new Map<string, Pace>();
  const waiting: Work[] = [];
  for (const trial of trials) {
    if (trial.state === 'running' || trial.state === 'queued') waiting.push(trial);
    if (!['completed', 'pruned'].includes(trial.state) || !trial.durationMs || trial.epochs === 0) continue;
    const { model } = trial.configuration;
    const pace = byModel.get(model) ?? new Pace();
    byModel.set(model, pace);
    for (const each of [all, pace]) each.add(trial);
  }
  const running = waiting.filter(({ state }) => state === 'running');
  if (running.length === 0 || byModel.size === 0) return undefined;
  const left = (trial: Work) => (byModel.get(trial.configuration.model) ?? all).left(trial);
  const together = waiting.reduce((sum, trial) => sum + left(trial), 0);
  return Math.max(together / running.length, ...running.map(left));
}

function plannedEpochs({ epochs, configuration }: Work): number {
  return Number(configuration.parameters.epochs ?? epochs);
}
