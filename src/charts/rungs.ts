import { listed } from '../format.ts';
import { groupBy } from '../groupBy.ts';
import { createPruner } from '../pruner/index.ts';
import type { Curve } from '../store/index.ts';
import { storedEarlyTerminate } from '../sweepfile/earlyTerminate/stored.ts';
import { scientificText, storedScientific } from '../sweepfile/roles/roles.ts';
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
  const byTrial = curves(numbers, sweep.metric, MOST_POINTS);
  const scientific = storedScientific(sweep.specJson);
  // The trials of each scientific value are compared by themselves.
  const groups = groupBy(rows, ({ parameters }) => scientificText(scientific, parameters)).map((group) => ({
    among: scientificText(scientific, group[0]!.parameters),
    known: group.flatMap(({ trials }) => trials).map((number) => pointsOf(byTrial.get(number))),
  }));
  const known = groups.flatMap((group) => group.known);
  const longest = Math.max(0, ...known.map(({ length }) => length));
  const rungs = pruner.rungs(longest).map((reports) => ({
    step: known.find((curve) => curve.length >= reports)![reports - 1]!.step,
    thresholds: groups.map((group) => pruner.threshold(reports, group.known) ?? null),
    counts: groups.map((group) => group.known.filter(({ length }) => length >= reports).length),
  }));
  if (rungs.length === 0) return undefined;
  const values = drawn.flatMap((curve) => curve.values.flatMap((value) => value ?? []));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return {
    caption: ` Lines across are where ${settings.type} compares trials, bars what one had to reach there by all of them${scientific.length > 0 ? ` with the same ${listed(scientific)}` : ''}.`,
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
      ...groups.map(({ among }, index) => ({
        type: 'scatter',
        name: ['threshold', among].filter(Boolean).join(' of '),
        data: rungs.map(({ step, thresholds, counts }) => [step, thresholds[index], counts[index]]),
        symbol: 'rect',
        symbolSize: [20, 4],
        itemStyle: { color: LEADER },
      })),
    ],
  };
}

function pointsOf(curve: Curve | undefined) {
  return (curve?.steps ?? []).flatMap((step, i) => {
    const value = curve!.values[i];
    return value === null || value === undefined ? [] : { step, value };
  });
}
