import type { Configuration } from '../../configuration.ts';
import { duration, plural } from '../../format.ts';
import type { Context } from '../context.ts';
import type { Display } from './display.ts';
import {
  describeDatabase,
  describeEnding,
  describeMetrics,
  describeRequest,
  describeRound,
  describeStart,
  describeStep,
  type Wording,
} from './wording.ts';

/** One line per start, step and end: for logs and pipes. */
export function plainDisplay(
  { print, note, database }: Pick<Context, 'print' | 'note' | 'database'>,
  planned: (configuration: Configuration) => number | undefined,
  wording: Wording,
): Display {
  const { ranked, results } = wording;
  return {
    onEvent(event) {
      switch (event.type) {
        case 'sweep_started':
          print(
            event.isOpenEnded
              ? `Trials until it is stopped, on ${plural(event.workers, 'worker')}`
              : `${plural(event.toRun, 'trial')} to run on ${plural(event.workers, 'worker')}`,
          );
          break;
        case 'trial_started':
          print(`#${event.trial.number} ${describeStart(event, wording)}`);
          break;
        case 'report': {
          const { trial, report } = event;
          const { step, metrics, durationMs } = report;
          const place = describeStep(step, planned(trial.configuration), wording);
          const shown = describeMetrics(metrics, results.stepMetrics(ranked, metrics));
          print(`#${trial.number} ${place}  ${shown}  ${duration(durationMs)}`);
          break;
        }
        case 'learnt':
          print(event.message);
          break;
        case 'round_started':
          print(describeRound(event, wording));
          break;
        case 'request_taken':
          print(describeRequest(event));
          break;
        case 'database_locked':
        case 'database_unlocked':
        case 'database_moved':
          print(describeDatabase(database, event));
          break;
        case 'trial_ended':
          print(`#${event.trial.number} ${describeEnding(event, wording)}`);
          break;
      }
    },
    stopping: note,
    close() {},
  };
}
