import { duration, metric } from '../../format.ts';
import type { PlannedTrial } from '../../store/store.ts';
import type { SweepEvent } from '../../sweep/events.ts';
import { type Column, describeConfiguration } from '../../trial/varying.ts';

/** `adam batch_size=32` of a trial, with its seed where the sweep has replicates. */
export function describeTrial(trial: PlannedTrial, columns: readonly Column[], replicates: number): string {
  const seed = replicates > 1 ? [`seed=${trial.seed}`] : [];
  return [describeConfiguration(trial.configuration, columns), ...seed].filter(Boolean).join(' ');
}

/** How a trial ended, without its name. */
export function describeEnding(event: Extract<SweepEvent, { type: 'trial_ended' }>): string {
  switch (event.state) {
    case 'completed': {
      const { val_accuracy, val_loss } = event.metrics!;
      return `val_accuracy ${metric(val_accuracy)}  val_loss ${metric(val_loss)}  ${duration(event.durationMs)}`;
    }
    case 'failed':
      return `failed: ${event.reason!.message}`;
    case 'queued':
      return 'interrupted, will run again from the start';
  }
}
