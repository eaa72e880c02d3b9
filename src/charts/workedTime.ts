import { duration, listed, plural } from '../format.ts';
import type { TrialScore } from '../store/index.ts';
import { INK } from './palette.ts';
import { TEXT } from './style.ts';

/** A time in which none of some trials ran, left out of an axis. */
export interface Break {
  /** Its place on the axis, in ms of worked time. */
  readonly atMs: number;
  readonly lengthMs: number;
}

/** An axis of the time in which trials ran. */
export interface WorkedTime {
  readonly breaks: readonly Break[];
  /** Number of the trial that began first, at 0. */
  readonly firstTrial: number | undefined;
  /** The place of a moment, in ms from the first start; a break has one place. */
  at(momentMs: number): number;
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A shorter time without a trial is no break; and one needs this share of the worked time. */
const SHORTEST_MS = 10_000;
const SHARE = 0.05;
/** Trials with pauses as long as this between most of them, such as those that wait for a queue, make no breaks. */
const TIMES_USUAL = 10;

/** The time in which at least one of the trials ran; `nowMs` is the end of those that run. */
export function workedTime(trials: readonly TrialScore[], nowMs: number): WorkedTime {
  const spans = merged(trials, nowMs);
  const gaps = spans.slice(1).map(({ fromMs }, index) => fromMs - spans[index]!.toMs);
  const workedMs = spans.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  const usualMs = [...gaps].sort((a, b) => a - b)[Math.floor((gaps.length - 1) / 2)] ?? 0;
  const least = Math.max(SHORTEST_MS, SHARE * workedMs, gaps.length < 3 ? 0 : TIMES_USUAL * usualMs);
  const startMs = spans[0]?.fromMs ?? 0;
  let leftOutMs = 0;
  const cuts = gaps.flatMap((lengthMs, index) => {
    if (lengthMs <= least) return [];
    const { toMs } = spans[index]!;
    const cut = { fromMs: toMs, toMs: toMs + lengthMs, atMs: toMs - startMs - leftOutMs, lengthMs };
    leftOutMs += lengthMs;
    return [cut];
  });
  return {
    firstTrial: trials.reduce<TrialScore | undefined>(earlier, undefined)?.number,
    breaks: cuts.map(({ atMs, lengthMs }) => ({ atMs, lengthMs })),
    at: (momentMs) =>
      cuts.reduce(
        (ms, { fromMs, lengthMs }) => ms - Math.min(lengthMs, Math.max(0, momentMs - fromMs)),
        momentMs - startMs,
      ),
  };
}

/** The one of two trials that began first; undefined if none has begun. */
function earlier(first: TrialScore | undefined, other: TrialScore): TrialScore | undefined {
  if (other.startedAtMs === null) return first;
  return first === undefined || other.startedAtMs < first.startedAtMs! ? other : first;
}

/** The times of the trials that have begun, joined where they overlap, in their order. */
function merged(trials: readonly TrialScore[], nowMs: number): Span[] {
  const spans = trials
    .flatMap(({ startedAtMs, endedAtMs }) =>
      startedAtMs === null ? [] : [{ fromMs: startedAtMs, toMs: Math.max(startedAtMs, endedAtMs ?? nowMs) }],
    )
    .sort((a, b) => a.fromMs - b.fromMs);
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && span.fromMs <= last.toMs) {
      joined[joined.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, span.toMs) };
    } else joined.push(span);
  }
  return joined;
}

/** The axis upwards on which the lines of `breakSeries` stand: the second one of its chart. */
export const BREAK_AXIS = { type: 'value', min: 0, max: 1, show: false } as const;

/** A line across for each break, with its length; `place` is from ms to the axis. Nothing without breaks. */
export function breakSeries(breaks: readonly Break[], place: (ms: number) => number): object[] {
  if (breaks.length === 0) return [];
  return [
    {
      type: 'line',
      name: 'break',
      yAxisIndex: 1,
      data: breaks.flatMap(({ atMs, lengthMs }) => [
        [place(atMs), 0],
        {
          value: [place(atMs), 1],
          symbol: 'rect',
          symbolSize: 1,
          label: {
            show: true,
            formatter: duration(lengthMs),
            position: 'top',
            distance: 1,
            ...TEXT,
            fontSize: 11,
          },
        },
        [place(atMs), null],
      ]),
      symbol: 'none',
      labelLayout: { hideOverlap: true },
      lineStyle: { color: INK, width: 1.5, type: [2, 3] },
      itemStyle: { color: INK },
      tooltip: { show: false },
      silent: true,
    },
  ];
}

/** The name of an axis of worked time. */
export function workedTimeName(unit: string, { breaks, firstTrial }: WorkedTime): string {
  return `${unit} since trial ${firstTrial} began${breaks.length > 0 ? ', breaks left out' : ''}`;
}

const MOST_NAMED = 3;

/**
 * A sentence about the breaks, after a space; empty without any. Of a trial that was begun again, only the last attempt
 * has times: an earlier one may have run in a break.
 */
export function breaksWords({ breaks }: WorkedTime): string {
  if (breaks.length === 0) return '';
  const lengths = breaks.map(({ lengthMs }) => lengthMs);
  const which =
    breaks.length <= MOST_NAMED
      ? `of ${listed(lengths.map(duration))}`
      : `of ${duration(Math.min(...lengths))} to ${duration(Math.max(...lengths))}`;
  return ` ${plural(breaks.length, 'break')} ${which}, in which none of these trials' last attempts ran, ${breaks.length === 1 ? 'is' : 'are'} left out, at the dotted ${breaks.length === 1 ? 'line' : 'lines'}.`;
}
