import type { SweepEvent } from '../../sweep/events.ts';
import type { Left } from '../../sweep/followUp.ts';
import type { Spec } from '../../sweepfile/spec.ts';
import type { Context } from '../context.ts';
import type { Results } from '../results/results.ts';
import type { Announcement } from '../workloads/announced.ts';
import type { Display } from './display.ts';

/** The facts of a sweep that the stream has in addition to the loop's own events. */
export interface StreamHeader {
  readonly name: string;
  readonly trainable: string;
  readonly metric: string;
  readonly announced: Announcement['json'];
  /** The configurations that are trained again once the search has ended; absent if there are none. */
  readonly finals?: Spec['finals'];
  readonly results: Results;
  /** The best row of the leaderboard when the sweep ends, or null. */
  best(sweepId: number): unknown;
  /** The expected gain of more trials; undefined if it cannot be computed. */
  gain(sweepId: number): object | undefined;
}

/** One JSON object per line and event, with the fields that scripts rely on. */
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

/** A configuration that left a race: its parameters, when, and why. */
export function leftJson({ configuration: parameters, ahead, seeds, ...left }: Left) {
  const behind = left.why === 'behind' && {
    ahead,
    difference: left.difference,
    pValue: left.pValue,
    level: left.level,
  };
  return { parameters, seeds, why: left.why, ...behind };
}

function toLine(event: SweepEvent, header: StreamHeader): object | undefined {
  switch (event.type) {
    case 'sweep_started': {
      const { name, trainable, metric, announced, finals } = header;
      const { sweepId: sweep, trials, toRun, isOpenEnded, resumed, workers } = event;
      return {
        event: event.type,
        sweep,
        name,
        trials: isOpenEnded ? null : trials.length,
        toRun: isOpenEnded ? null : toRun,
        finals,
        resumed,
        workers,
        trainable,
        metric,
        ...announced,
      };
    }
    case 'trial_started': {
      const { number: trial, configuration, seed, thawed } = event.trial;
      const { worker, resumedFrom: resumed_from, origin, refused } = event;
      const from = { resumed_from, origin, refused, thawed };
      return { event: event.type, trial, parameters: configuration, seed, worker, ...from };
    }
    case 'progress':
    case 'output':
      return undefined;
    case 'report':
      return header.results.report(event.trial.number, event.report);
    case 'trial_ended': {
      const { trial, state, metrics, reason, durationMs, resumesAfter: resumes_after } = event;
      const steps = header.results.steps(event.steps);
      return {
        event: event.type,
        trial: trial.number,
        state,
        ...steps,
        metrics,
        reason,
        durationMs,
        resumes_after,
      };
    }
    case 'learnt':
      return { event: event.type, message: event.message };
    case 'round_started': {
      const { type, kind, configurations, trials, race } = event;
      const round = { event: type, kind, configurations, trials: trials.length };
      return race ? { ...round, seeds: race.seeds, left: race.left.map(leftJson) } : round;
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
      const {
        type,
        sweepId: sweep,
        state,
        counts,
        left,
        isOverBudget,
        searchEnded,
        reason,
        durationMs,
      } = event;
      const ending = {
        ...(isOverBudget ? { isOverBudget } : {}),
        ...(searchEnded ? { searchEnded } : {}),
        ...(reason ? { reason } : {}),
      };
      return {
        event: type,
        sweep,
        state,
        ...counts,
        left,
        ...ending,
        durationMs,
        best: header.best(sweep),
        expectedGain: header.gain(sweep),
      };
    }
  }
}
