import { describe, expect, it } from 'vitest';
import { fromZero } from '../../src/charts/timeUnit.ts';
import { workedTime } from '../../src/charts/workedTime.ts';
import { createSweepStore, type Database, findSweep } from '../../src/store/index.ts';
import { filled } from '../report/reports.ts';
import { epoch, planned, result, sweepStart } from '../store/sweeps.ts';
import { cellsOf, chartOf } from './built.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const START = Date.parse('2026-11-20T18:00:00Z');

/** Trials that begin and end at these times in ms, one after the other, as the store has them. */
function ran(db: Database, times: readonly (readonly [from: number, to: number])[]): void {
  let now = START;
  const sweep = createSweepStore(db, { now: () => now }).beginSweep(sweepStart());
  const cells = times.map((_, index) => planned({ units: index + 1 }));
  for (const [index, trial] of sweep.planTrials(cells, [7]).entries()) {
    const [from, to] = times[index]!;
    now = START + from;
    sweep.startTrial(trial, 0);
    sweep.recordSteps([{ ...trial, ...epoch(1, 0.5 + index / 100) }]);
    now = START + to;
    sweep.endTrial(trial, {
      state: 'completed',
      result: result(trial, { kept: epoch(1, 0.5 + index / 100) }),
    });
  }
}

const trial = (startedAtMs: number, endedAtMs: number | null) =>
  ({ startedAtMs, endedAtMs }) as Parameters<typeof workedTime>[0][number];

describe('an axis of worked time', () => {
  it('leaves out a night between two runs, and no short wait between two trials', () => {
    const time = workedTime(
      [
        trial(0, 40 * SECOND),
        trial(30 * SECOND, 60 * SECOND),
        trial(62 * SECOND, 100 * SECOND),
        trial(9 * HOUR, 9 * HOUR + 50 * SECOND),
      ],
      0,
    );
    expect(time.breaks).toEqual([{ atMs: 100 * SECOND, lengthMs: 9 * HOUR - 100 * SECOND }]);
    expect([0, 61 * SECOND, 100 * SECOND, 5 * HOUR, 9 * HOUR, 9 * HOUR + 50 * SECOND].map(time.at)).toEqual([
      0,
      61 * SECOND,
      100 * SECOND,
      100 * SECOND,
      100 * SECOND,
      150 * SECOND,
    ]);
  });

  it('takes no break where trials wait as long between most of them', () => {
    const waiting = Array.from({ length: 9 }, (_, index) =>
      trial(index * 60 * SECOND, index * 60 * SECOND + 5 * SECOND),
    );
    expect(workedTime(waiting, 0).breaks).toEqual([]);
  });

  it('goes on to the present while a trial runs, and never back', () => {
    const running = workedTime([trial(0, SECOND), trial(2 * HOUR, null)], 2 * HOUR + SECOND);
    expect(running.at(2 * HOUR + SECOND)).toBe(2 * SECOND);
    const setBack = workedTime([trial(HOUR, 0), trial(0, SECOND)], -HOUR);
    for (const moment of [0, SECOND, HOUR]) expect(setBack.at(moment)).toBeGreaterThanOrEqual(0);
  });

  it('ends at a round number', () => {
    expect([41.3, 34.99, 5, 0, 0.7, 1234].map((last) => fromZero(last))).toEqual([
      { min: 0, max: 50, interval: 10 },
      { min: 0, max: 35, interval: 5 },
      { min: 0, max: 5, interval: 1 },
      { min: 0, max: 1, interval: 0.2 },
      { min: 0, max: 0.7, interval: 0.1 },
      { min: 0, max: 1400, interval: 200 },
    ]);
  });
});

describe('charts over time', () => {
  const NIGHTS = [
    [0, 40 * SECOND],
    [40 * SECOND, 90 * SECOND],
    [10 * HOUR, 10 * HOUR + 40 * SECOND],
    [34 * HOUR, 34 * HOUR + 60 * SECOND],
  ] as const;

  it('mark where breaks were left out, and say how long they were', () => {
    const db = filled((open) => ran(open, NIGHTS));
    for (const name of ['timeline', 'history']) {
      const chart = chartOf(db, name);
      expect(chart.caption).toContain(
        "2 breaks of 9h 58m and 23h 59m, in which none of these trials' last attempts ran, are left out",
      );
      const cuts = chart.series.find((series) => series.name === 'break')!.data;
      expect(cuts.flatMap(({ label, value }) => (label ? [[value[0], label.formatter]] : []))).toEqual([
        [1.5, '9h 58m'],
        [expect.closeTo(130 / 60, 3), '23h 59m'],
      ]);
      expect(chart.option!.legend).not.toMatchObject({ data: expect.arrayContaining(['break']) });
      const { name: title } = chart.option!.xAxis as { name: string };
      expect(title).toBe('minutes since trial 1 began, breaks left out');
    }
    expect(cellsOf(chartOf(db, 'timeline')).map((cells) => cells.slice(3, 5))).toEqual([
      ['2m 10s', '1m'],
      ['1m 30s', '40s'],
      ['40s', '50s'],
      ['0ms', '40s'],
    ]);
    expect(chartOf(db, 'history', { along: 'trials' }).caption).not.toContain('break');
  });

  it('have no bar, place or duration below 0 after a clock was set back', () => {
    const db = filled((open) =>
      ran(open, [
        [2 * HOUR, 2 * HOUR + 30 * SECOND],
        [2 * HOUR + 30 * SECOND, HOUR],
        [HOUR, HOUR + 30 * SECOND],
        [0, -HOUR],
      ]),
    );
    expect(findSweep(db, '1').createdAtMs).toBe(START);
    const timeline = chartOf(db, 'timeline');
    const bars = timeline.series
      .filter(({ type }) => type === 'lines')
      .flatMap(({ data }) => data.map(({ coords: [[from], [to]] }) => [from, to] as const));
    expect(bars).toHaveLength(4);
    for (const [from, to] of bars) {
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeGreaterThanOrEqual(from);
    }
    const places = chartOf(db, 'history').series[0]!.data.map(({ value }) => value[0]);
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
    for (const cells of [...cellsOf(timeline), ...cellsOf(chartOf(db, 'history'))]) {
      for (const cell of cells) expect(cell).not.toMatch(/^[-−]/);
    }
  });

  it('say from which trial they count where earlier ones are left out', () => {
    const many = Array.from({ length: 203 }, (_, index) => [index * SECOND, (index + 1) * SECOND] as const);
    const db = filled((open) => ran(open, many));
    const timeline = chartOf(db, 'timeline');
    expect(timeline.caption).toContain('The latest 200 of 203 trials, from the start of trial 4.');
    expect((timeline.option!.xAxis as { name: string }).name).toBe('minutes since trial 4 began');
    expect(cellsOf(timeline).at(-1)!.slice(0, 4)).toEqual(['#4', '1', 'completed', '0ms']);
    const { xAxis } = chartOf(db, 'history', {}, 'trial>100').option! as { xAxis: { name: string } };
    expect(xAxis.name).toBe('seconds since trial 101 began');
  });
});
