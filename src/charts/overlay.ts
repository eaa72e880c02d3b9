import { drawSvg, type PictureSize } from './draw.ts';
import { dashOf, hueOf } from './palette.ts';
import { axis, LEGEND, lineSeries } from './style.ts';

/** The curve of one trial: a value for each epoch, null where it was not finite. */
export interface OverlaidCurve {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** Curves of several trials in one picture, told apart by colour, by dashes and by the name at their end. */
export function overlaySvg(curves: readonly OverlaidCurve[], size: PictureSize): string {
  const epochs = Math.max(2, ...curves.map(({ values }) => values.length));
  return drawSvg(
    {
      grid: { left: 56, right: 36, top: 40, bottom: 40 },
      legend: { ...LEGEND, itemWidth: 32 },
      xAxis: axis('epoch', 'x', {
        type: 'value',
        minInterval: 1,
        min: 1,
        max: epochs,
        splitLine: { show: false },
      }),
      yAxis: axis('', 'y', { type: 'value', scale: true }),
      series: curves.map(({ name, values }, index) => ({
        ...lineSeries(
          name,
          values.map((value, epoch) => [epoch + 1, value]),
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
