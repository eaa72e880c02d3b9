import { plural } from '../../../format.ts';
import { ownValue } from '../../../ownValue.ts';
import type { TrialDetail } from '../../../store/index.ts';
import { trainableOf } from '../../../trainable/index.ts';
import { withoutResult } from '../../../trial/withoutResult.ts';

/** Why a trial has ended, or how far it has come. */
export interface EndingView {
  readonly text: string;
  /** True if something is wrong, or was stopped on request. */
  readonly warns: boolean;
}

export function endingView(trial: TrialDetail): EndingView {
  const { state, reason, stoppedEarly, steps } = trial;
  const { stepName } = trainableOf(trial.sweep.trainable);
  const { plannedSteps } = trial.facts;
  if (reason) {
    const text = [reason.message, reason.hint].filter(Boolean).join(' ');
    return { text, warns: state !== 'pruned' && reason.code !== 'thawed' };
  }
  const flaw = withoutResult(trial.sweep.metric, state, ownValue(trial.metrics, trial.sweep.metric) ?? null);
  if (flaw) return { text: [flaw, stoppedEarly].filter(Boolean).join(' '), warns: true };
  if (stoppedEarly) return { text: stoppedEarly, warns: false };
  const ended = plural(steps, stepName);
  const done =
    plannedSteps === undefined ? `after ${ended}` : `after ${steps} of ${plural(plannedSteps, stepName)}`;
  switch (state) {
    case 'queued':
      return { text: waitingFor(trial, done), warns: false };
    case 'running':
      return {
        text:
          plannedSteps === undefined
            ? `It is running: ${ended} ${steps === 1 ? 'is' : 'are'} done.`
            : `It is being trained: ${steps} of ${plural(plannedSteps, stepName)} are done.`,
        warns: false,
      };
    case 'completed':
      return {
        text: plannedSteps === undefined ? `Ended after ${ended}.` : `Ended as planned, after ${ended}.`,
        warns: false,
      };
    case 'pruned':
      return { text: `Ended ${done}: others did better by then.`, warns: false };
    case 'failed':
      return { text: `Failed ${done}.`, warns: true };
    case 'cancelled':
      return { text: `Cancelled ${done}.`, warns: true };
  }
}

/** `done` is how far the attempt came whose process was killed. */
function waitingFor({ steps, attempt }: TrialDetail, done: string): string {
  if (steps > 0) return `Interrupted ${done}: it starts again when the sweep goes on.`;
  return attempt > 1 ? `It waits to be trained again, as attempt ${attempt}.` : 'It has not started yet.';
}
