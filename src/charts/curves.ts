import type { Curve } from '../store/index.ts';
import { drawSvg, type PictureSize } from './draw.ts';
import { axis, grid, LEADER, LEGEND, lineSeries, POINTS } from './style.ts';

/** A curve with its name. */
export interface NamedCurve extends Curve {
  readonly name: string;
}

/** Curves with more points have no symbols. */
const MOST_SYMBOLS = 30;
/** Styles of the first curve and of the one that it is compared with. */
const LOOKS = [
  { color: POINTS, dash: 'solid' },
  { color: LEADER, dash: 'dashed' },
] as const;

/** One or two curves over the same steps, such as training and validation, as an SVG document. */
export function curvesSvg(
  curves: readonly NamedCurve[],
  size: PictureSize,
  stepName: 'epoch' | 'step' = 'epoch',
): string {
  const series = curves.map(({ name, steps, values }, index) => ({
    ...lineSeries(
      name,
      steps.map((step, i) => [step, values[i]]),
      LOOKS[index % LOOKS.length]!.color,
      LOOKS[index % LOOKS.length]!.dash,
    ),
    showSymbol: steps.length < MOST_SYMBOLS,
    symbolSize: 5,
  }));
  return drawSvg(
    {
      grid: grid(true),
      legend: LEGEND,
      xAxis: axis(stepName, 'x', stepAxis(curves)),
      yAxis: axis('', 'y', { type: 'value', scale: true }),
      series,
    },
    size,
  );
}

/** An axis of whole steps from the first to the last step of some curves. */
export function stepAxis(curves: readonly Curve[]): object {
  const known = curves.filter(({ steps }) => steps.length > 0);
  const first = known.length === 0 ? 1 : Math.min(...known.map(({ steps }) => steps[0]!));
  const last = Math.max(first + 1, ...known.map(({ steps }) => steps.at(-1)!));
  return { type: 'value', minInterval: 1, min: first, max: last, splitLine: { show: false } };
}
