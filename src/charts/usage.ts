import { drawSvg, type PictureSize } from './draw.ts';
import { dashOf, hueOf } from './palette.ts';
import { axis, grid, LEGEND, lineSeries } from './style.ts';
import { inUnit, timeUnit } from './timeUnit.ts';

/** One line of such a picture; null if nothing was measured. */
export interface UsageLine {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** Resource usage over time, from 0 up, as an SVG document; `elapsedMs` are the times of all lines. */
export function usageSvg(
  elapsedMs: readonly number[],
  lines: readonly UsageLine[],
  unit: string,
  size: PictureSize,
): string {
  const time = timeUnit(elapsedMs.at(-1) ?? 0);
  const x = elapsedMs.map((ms) => inUnit(ms, time));
  return drawSvg(
    {
      grid: grid(true),
      legend: LEGEND,
      xAxis: axis(time.name, 'x', { type: 'value', splitLine: { show: false } }),
      yAxis: axis(unit, 'y', { type: 'value', min: 0 }),
      series: lines.map(({ name, values }, index) => ({
        ...lineSeries(
          name,
          values.map((value, at) => [x[at], value]),
          hueOf(index),
          dashOf(index),
        ),
        showSymbol: values.length < 3,
        symbolSize: 5,
      })),
    },
    size,
  );
}
