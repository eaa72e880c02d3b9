import { duration, metric, plural } from '../../format.ts';
import type { Column } from '../../trial/varying.ts';
import type { Context } from '../context.ts';
import type { Display } from './display.ts';
import { describeDatabase, describeEnding, describeRequest, describeTrial } from './wording.ts';

/** A line per start, epoch and end: for logs and pipes. */
export function plainDisplay(
  { print, note, database }: Pick<Context, 'print' | 'note' | 'database'>,
  columns: readonly Column[],
  replicates: number,
): Display {
  return {
    onEvent(event) {
      switch (event.type) {
        case 'sweep_started':
          print(`${plural(event.toRun, 'trial')} to run on ${plural(event.workers, 'worker')}`);
          break;
        case 'trial_started':
          print(`#${event.trial.number} started  ${describeTrial(event.trial, columns, replicates)}`);
          break;
        case 'epoch': {
          const { epoch, loss, accuracy, val_loss, val_accuracy, durationMs } = event.metrics;
          const place = `epoch ${epoch}/${event.trial.configuration.parameters.epochs}`;
          const training = `loss ${metric(loss)}  accuracy ${metric(accuracy)}`;
          const validation = `val_loss ${metric(val_loss)}  val_accuracy ${metric(val_accuracy)}`;
          print(`#${event.trial.number} ${place}  ${training}  ${validation}  ${duration(durationMs)}`);
          break;
        }
        case 'request_taken':
          print(describeRequest(event));
          break;
        case 'database_locked':
        case 'database_unlocked':
        case 'database_moved':
          print(describeDatabase(database, event));
          break;
        case 'trial_ended':
          print(`#${event.trial.number} ${describeEnding(event)}`);
          break;
      }
    },
    stopping: note,
    close() {},
  };
}
