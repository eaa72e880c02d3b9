import { describe, expect, it } from 'vitest';
import type { BrushAxis } from '../../src/charts/chart.ts';
import { drawSvg } from '../../src/charts/draw.ts';
import { linearTicks, logTicks } from '../../src/charts/parallel/ticks.ts';
import type { Configuration } from '../../src/configuration.ts';
import { filled } from '../report/reports.ts';
import { beginProgram, cell, fillProgram, report, runProgram } from '../store/programs.ts';
import { chartOf } from './built.ts';

/** The chart of completed configurations whose score is that of `scores`, or rises with their number. */
function drawn(
  configurations: readonly Configuration[],
  { scores, parameters = {} }: { scores?: readonly number[]; parameters?: object } = {},
) {
  const db = filled((open) => {
    const sweep = beginProgram(open, { specJson: JSON.stringify({ program: 'train.py', parameters }) });
    for (const [index, trial] of sweep.planTrials(configurations.map(cell), [3]).entries())
      runProgram(sweep, trial, report(1, { score: scores?.[index] ?? index / configurations.length }));
  });
  return readable(chartOf(db, 'parallel'));
}

function readable(chart: ReturnType<typeof chartOf>) {
  const [paths, marks] = chart.series;
  const names = (chart.option!.parallelAxis as { name: string }[]).map(({ name }) => name);
  const at = (name: string) => names.indexOf(name);
  return {
    chart,
    names,
    /** From the lowest to the best configuration, each with its places by axis. */
    paths: paths!.data as { name: string; value: number[]; lineStyle: { opacity: number } }[],
    /** Texts and places of an axis's ticks. */
    ticks: (name: string): [string, number][] =>
      marks!.data
        .filter(({ value }) => value[0] === at(name))
        .map((tick) => [tick.name, Number(tick.value[1].toFixed(3))]),
    brush: (name: string): BrushAxis => chart.axes![at(name)]!,
    place: (path: { value: number[] }, name: string) => path.value[at(name)]!,
  };
}

describe('parallel coordinates', () => {
  it('have the values tried as ticks, where the scale puts them', () => {
    const { ticks } = drawn([16, 32, 64, 128, 512].map((batch) => ({ batch })));
    const places = ticks('batch').map(([, place]) => place);
    expect(ticks('batch').map(([text]) => text)).toEqual(['16', '32', '64', '128', '512']);
    expect(places[1]! - places[0]!).toBeCloseTo(places[3]! - places[2]!, 2);
    expect(places[4]! - places[3]!).toBeCloseTo(2 * (places[3]! - places[2]!), 2);
  });

  it('set listed numbers in equal distances that would be too near to each other on their scale', () => {
    const { ticks } = drawn([0, 0.0001, 0.001, 0.5].map((decay) => ({ decay })));
    const places = ticks('decay').map(([, place]) => place);
    const gaps = places.slice(1).map((place, index) => place - places[index]!);
    for (const gap of gaps) expect(gap).toBeCloseTo(gaps[0]!, 2);
  });

  it('are logarithmic where the spec says so, whatever was drawn, and end at round numbers', () => {
    // Evenly spread: nothing in the values themselves asks for a logarithm.
    const configurations = Array.from({ length: 20 }, (_, index) => ({ lr: 0.0203 + index * 0.0101 }));
    const parameters = { lr: { distribution: 'log_uniform_values', min: 0.02, max: 0.25 } };
    expect(
      drawn(configurations, { parameters })
        .ticks('lr')
        .map(([text]) => text),
    ).toEqual(['0.02', '0.05', '0.1', '0.2', '0.5']);
    const linear = drawn(configurations).ticks('lr');
    expect([linear[0]![0], linear.at(-1)![0]]).toEqual(['0.00', '0.25']);
    expect(linear[1]![1] - linear[0]![1]).toBeCloseTo(linear[2]![1] - linear[1]![1], 3);
  });

  it('set equal paths apart in the order of their ranks, within the room of their value', () => {
    const configurations = Array.from({ length: 6 }, (_, index) => ({
      kind: index % 2 ? 'a' : 'b',
      lr: index,
    }));
    const { paths, place, ticks } = drawn(configurations);
    const middle = ticks('kind').find(([text]) => text === 'a')![1];
    const through = paths
      .filter(({ name }) => Number(name.slice(1)) % 2 === 0)
      .map((path) => place(path, 'kind'));
    expect(new Set(through).size).toBe(3);
    expect([...through].sort((a, b) => a - b)).toEqual(through);
    for (const each of through) expect(Math.abs(each - middle)).toBeLessThanOrEqual(0.05);
  });

  it('draw the best last, and of many the others ever fainter', () => {
    const many = drawn(Array.from({ length: 80 }, (_, index) => ({ lr: index })));
    expect(many.paths.at(-1)!.name).toBe('#80');
    const strengths = many.paths.map(({ lineStyle }) => lineStyle.opacity);
    expect([...strengths].sort((a, b) => a - b)).toEqual(strengths);
    expect(strengths.at(-1)).toBe(1);
    expect(strengths[0]).toBeLessThan(0.15);
    const few = drawn(Array.from({ length: 8 }, (_, index) => ({ lr: index })));
    expect(new Set(few.paths.map(({ lineStyle }) => lineStyle.opacity)).size).toBe(1);
  });

  it('give an absent value a tick of its own beside numbers', () => {
    const configurations = Array.from({ length: 30 }, (_, index) =>
      index % 3 ? { momentum: index / 30, units: index } : { units: index },
    );
    const { ticks, brush, paths, place } = drawn(configurations);
    const [absent, ...numbers] = ticks('momentum');
    expect(absent![0]).toBe('–');
    expect(numbers.length).toBeGreaterThan(3);
    expect(numbers.length).toBeLessThan(15);
    const { stops, range } = brush('momentum');
    expect(stops.map(({ condition }) => condition)).toEqual(['not momentum!=""']);
    const begin = range!.from;
    for (const path of paths) {
      const isAbsent = (Number(path.name.slice(1)) - 1) % 3 === 0;
      expect(place(path, 'momentum') < begin).toBe(isAbsent);
    }
  });

  it('brush conditions on what the axes say: the metric by its name, values as filters write them', () => {
    const { brush } = drawn([
      { 'my rate': 1, kind: 'a b' },
      { 'my rate': 2, kind: 'c' },
    ]);
    expect(brush('score')).toMatchObject({ column: 'score', written: 'score', stops: [] });
    expect(brush('score').range).toMatchObject({ from: 0, low: 0, high: 0.5, isLog: false });
    expect(brush('my rate')).toMatchObject({ column: 'my rate', written: '`my rate`' });
    expect(brush('my rate').stops.map(({ number, condition }) => [number, condition])).toEqual([
      [1, '`my rate`=1'],
      [2, '`my rate`=2'],
    ]);
    expect(brush('kind').stops.map(({ condition }) => condition)).toEqual(['kind="a b"', 'kind=c']);
  });

  it('have a bar of the colours, from the lowest to the highest value', () => {
    const { chart } = drawn([{ lr: 1 }, { lr: 2 }], { scores: [0.25, 0.75] });
    expect(chart.option!.visualMap).toMatchObject({
      text: ['0.7500', '0.2500'],
      dimension: 1,
      seriesIndex: 0,
    });
  });

  it.each([
    ['lists and mappings', () => chartOf(filled(fillProgram), 'parallel')],
    ['one configuration', () => drawn([{ lr: 1 }, { lr: 2 }], { scores: [1, Number.NaN] }).chart],
    ['equal and negative values', () => drawn([{ lr: -1 }, { lr: 0 }], { scores: [-2, -2] }).chart],
    [
      'enormous values',
      () =>
        drawn(
          [1, 2, 3].map((lr) => ({ lr })),
          { scores: [1e-300, 1, 1e300] },
        ).chart,
    ],
    ['tags and braces', () => drawn([{ a: '<b>{c}' }, { a: '{b}' }]).chart],
    ['a long name', () => drawn([{ ['x'.repeat(200)]: 1 }, { ['x'.repeat(200)]: 2 }]).chart],
  ])('are drawn of %s', (_, chartOfThem) => {
    const { option } = chartOfThem();
    for (const [width, height] of [
      [1100, 480],
      [330, 300],
    ] as const) {
      expect(drawSvg(option!, { width, height })).not.toMatch(/NaN|Infinity|undefined|<b>/);
    }
  });

  it('leave out axes of little importance where there is no room for all', () => {
    const configurations = Array.from({ length: 12 }, (_, index) =>
      Object.fromEntries(Array.from({ length: 20 }, (__, axis) => [`p${axis}`, (index * (axis + 3)) % 7])),
    );
    const { names, chart } = drawn(configurations);
    expect(names).toHaveLength(9);
    expect(names.at(-1)).toBe('score');
    expect(chart.controls[0]!.choices.map(({ value }) => value)).toEqual(['important', 'all']);
  });
});

describe('round ticks', () => {
  it.each([
    [0.003, 0.498, false, [0, 0.1, 0.2, 0.3, 0.4, 0.5]],
    [0.8, 0.94, false, [0.8, 0.82, 0.84, 0.86, 0.88, 0.9, 0.92, 0.94]],
    [1, 4, true, [1, 2, 3, 4]],
    [-3, 2, true, [-3, -2, -1, 0, 1, 2]],
  ])('of %d to %d', (low, high, whole, ticks) => {
    expect(linearTicks(low, high, 8, whole)).toEqual(ticks);
  });

  it.each([
    [0.0001, 0.01, [0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01]],
    [0.00013, 0.3, [0.0001, 0.001, 0.01, 0.1, 1]],
    [3, 4, [2, 5]],
    [1, 1000, [1, 10, 100, 1000]],
    [1e-20, 1, [1e-20, 1e-17, 1e-14, 1e-11, 1e-8, 1e-5, 0.01, 10]],
  ])('of the logarithms of %d to %d', (low, high, ticks) => {
    expect(logTicks(low, high)).toEqual(ticks);
  });
});
