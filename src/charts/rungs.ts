import { createPruner } from '../pruner/index.ts';
import type { Curve } from '../store/index.ts';
import { storedEarlyTerminate } from '../sweepfile/earlyTerminate/stored.ts';
import type { ChartData } from './chart.ts';
import { INK } from './palette.ts';
import { LEADER } from './style.ts';

/** Points of a curve; rungs beyond it are not drawn. */
const MOST_POINTS = 10_000;

interface Rungs {
  readonly series: readonly object[];
  /** Text to append to a sentence. */
  readonly caption: string;
}

/**
 * The rungs of `early_terminate`, with the values needed there by all curves so far; undefined without rungs.
 */
export function rungsOf(
  { sweep, rows, stepName, curves }: ChartData,
  drawn: readonly Curve[],
): Rungs | undefined {
  const settings = storedEarlyTerminate(sweep.specJson);
  if (!settings) return undefined;
  const pruner = createPruner(settings, { name: sweep.metric, goal: sweep.goal }, stepName);
  const numbers = rows.flatMap(({ trials }) => trials);
  const known = [...curves(numbers, sweep.metric, MOST_POINTS).values()].map(({ steps, values }) =>
    steps.flatMap((step, i) => {
      const value = values[i];
      return value === null || value === undefined ? [] : { step, value };
    }),
  );
  const longest = Math.max(0, ...known.map(({ length }) => length));
  const rungs = pruner.rungs(longest).map((reports) => ({
    step: known.find((curve) => curve.length >= reports)![reports - 1]!.step,
    threshold: pruner.threshold(reports, known),
  }));
  if (rungs.length === 0) return undefined;
  const values = drawn.flatMap((curve) => curve.values.flatMap((value) => value ?? []));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return {
    caption: ` Lines across are where ${settings.type} compares trials, bars what one had to reach there by all of them.`,
    series: [
      {
        type: 'line',
        name: 'rung',
        data: rungs.flatMap(({ step }) => [
          [step, low],
          [step, high],
          [step, null],
        ]),
        symbol: 'none',
        lineStyle: { color: INK, width: 1, type: 'dashed' },
        itemStyle: { color: INK },
        tooltip: { show: false },
        silent: true,
      },
      {
        type: 'scatter',
        name: 'threshold',
        data: rungs.map(({ step, threshold }) => [step, threshold ?? null]),
        symbol: 'rect',
        symbolSize: [20, 4],
        itemStyle: { color: LEADER },
      },
    ],
  };
}
