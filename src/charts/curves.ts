import type { EpochRow } from '../store/index.ts';
import { drawSvg, type PictureSize } from './draw.ts';
import { axis, grid, LEADER, LEGEND, lineSeries, POINTS } from './style.ts';

/** Training and validation curves of a metric over the epochs, as an SVG document. */
export function curvesSvg(rows: readonly EpochRow[], metric: 'loss' | 'accuracy', size: PictureSize): string {
  const line = (name: typeof metric | `val_${typeof metric}`, color: string, type: 'solid' | 'dashed') => ({
    ...lineSeries(
      name,
      rows.map((row) => [row.epoch, row[name]]),
      color,
      type,
    ),
    showSymbol: rows.length < 30,
    symbolSize: 5,
  });
  const epochs = {
    minInterval: 1,
    min: 1,
    max: Math.max(2, rows.at(-1)?.epoch ?? 2),
    splitLine: { show: false },
  };
  return drawSvg(
    {
      grid: grid(true),
      legend: LEGEND,
      xAxis: axis('epoch', 'x', { type: 'value', ...epochs }),
      yAxis: axis('', 'y', { type: 'value', scale: true }),
      series: [line(metric, POINTS, 'solid'), line(`val_${metric}`, LEADER, 'dashed')],
    },
    size,
  );
}
