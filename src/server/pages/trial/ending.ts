import { plural } from '../../../format.ts';
import type { TrialDetail } from '../../../store/index.ts';

/** Why a trial has ended, or how far it is. */
export interface EndingView {
  readonly text: string;
  /** True where something is wrong, or was stopped on request. */
  readonly warns: boolean;
}

export function endingView(trial: TrialDetail): EndingView {
  const { state, reason, stoppedEarly, epochs } = trial;
  const planned = Number(trial.parameters.epochs);
  if (reason) return { text: [reason.message, reason.hint].filter(Boolean).join(' '), warns: true };
  if (stoppedEarly) return { text: stoppedEarly, warns: false };
  const done = `after ${epochs} of ${plural(planned, 'epoch')}`;
  switch (state) {
    case 'queued':
      return { text: waitingFor(trial, done), warns: false };
    case 'running':
      return {
        text: `It is being trained: ${epochs} of ${plural(planned, 'epoch')} are done.`,
        warns: false,
      };
    case 'completed':
      return { text: `Ended as planned, after ${plural(epochs, 'epoch')}.`, warns: false };
    case 'pruned':
      return { text: `Ended ${done}: others did better by then.`, warns: false };
    case 'failed':
      return { text: `Failed ${done}.`, warns: true };
    case 'cancelled':
      return { text: `Cancelled ${done}.`, warns: true };
  }
}

/** `done` is how far the attempt came whose process was killed. */
function waitingFor({ epochs, attempt }: TrialDetail, done: string): string {
  if (epochs > 0) return `Interrupted ${done}: it starts again when the sweep goes on.`;
  return attempt > 1 ? `It waits to be trained again, as attempt ${attempt}.` : 'It has not started yet.';
}
