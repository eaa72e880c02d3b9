import type { NamedCurve } from './curves.ts';
import { stepAxis } from './curves.ts';
import { drawSvg, type PictureSize } from './draw.ts';
import { dashOf, hueOf } from './palette.ts';
import { axis, LEGEND, lineSeries } from './style.ts';

/**
 * Curves of several trials in one picture, distinguished by colour, by dashes and by the name at their end.
 */
export function overlaySvg(
  curves: readonly NamedCurve[],
  size: PictureSize,
  stepName: 'epoch' | 'step' = 'epoch',
): string {
  return drawSvg(
    {
      grid: { left: 56, right: 36, top: 40, bottom: 40 },
      legend: { ...LEGEND, itemWidth: 32 },
      xAxis: axis(stepName, 'x', stepAxis(curves)),
      yAxis: axis('', 'y', { type: 'value', scale: true }),
      series: curves.map(({ name, steps, values }, index) => ({
        ...lineSeries(
          name,
          steps.map((step, i) => [step, values[i]]),
          hueOf(index),
          dashOf(index),
        ),
        symbol: values.length === 1 ? 'circle' : 'none',
        endLabel: { show: true, formatter: name, color: hueOf(index), fontWeight: 'bold' },
        labelLayout: { moveOverlap: 'shiftY' },
      })),
    },
    size,
  );
}
