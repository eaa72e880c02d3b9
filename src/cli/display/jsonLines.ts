import type { DatasetInfo } from '../../data/dataset.ts';
import type { SweepEvent } from '../../sweep/events.ts';
import type { RankedOn } from '../../sweepfile/selection.ts';
import type { MetricName } from '../../sweepfile/spec.ts';
import type { Context } from '../context.ts';
import type { Display } from './display.ts';

/** What the stream says of a sweep beyond the loop's own events. */
export interface StreamHeader {
  readonly name: string;
  readonly engine: string;
  readonly metric: MetricName;
  readonly rankedOn: RankedOn;
  readonly dataset: Pick<DatasetInfo, 'name' | 'synthetic' | 'fingerprint' | 'input'>;
  /** The best row of the leaderboard when the sweep ends, or null. */
  best(sweepId: number): unknown;
}

/** One JSON object a line and event, with the fields that scripts rely on. */
export function jsonLinesDisplay(
  { printJson, note }: Pick<Context, 'printJson' | 'note'>,
  header: StreamHeader,
): Display {
  return {
    onEvent(event) {
      const line = toLine(event, header);
      if (line) printJson(line, { line: true });
    },
    stopping: note,
    close() {},
  };
}

function toLine(event: SweepEvent, header: StreamHeader): object | undefined {
  switch (event.type) {
    case 'sweep_started': {
      const { name, engine, metric, rankedOn, dataset } = header;
      const { sweepId: sweep, trials, toRun, resumed, workers } = event;
      return {
        event: event.type,
        sweep,
        name,
        trials: trials.length,
        toRun,
        resumed,
        workers,
        engine,
        metric,
        rankedOn,
        dataset,
      };
    }
    case 'trial_started': {
      const { number: trial, configuration, seed } = event.trial;
      const parameters = { model: configuration.model, ...configuration.parameters };
      return { event: event.type, trial, parameters, seed, worker: event.worker };
    }
    case 'progress':
      return undefined;
    case 'epoch':
      return { event: event.type, trial: event.trial.number, ...event.metrics };
    case 'trial_ended': {
      const { trial, state, epochs, metrics, reason, durationMs } = event;
      return { event: event.type, trial: trial.number, state, epochs, metrics, reason, durationMs };
    }
    case 'trials_added':
      return { event: event.type, trials: event.trials.length, toRun: event.toRun };
    case 'database_locked':
      return { event: event.type, limitMs: event.limitMs };
    case 'database_moved':
      return { event: event.type };
    case 'database_unlocked':
      return { event: event.type, waitedMs: event.waitedMs };
    case 'request_taken': {
      const { request, accepted, outcome } = event;
      const { id, stale: _stale, ...wish } = request;
      return { event: event.type, request: id, ...wish, accepted, outcome };
    }
    case 'sweep_ended': {
      const { sweepId: sweep, state, counts, left, durationMs } = event;
      return { event: event.type, sweep, state, ...counts, left, durationMs, best: header.best(sweep) };
    }
  }
}
