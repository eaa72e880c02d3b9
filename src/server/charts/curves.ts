import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { EpochRow } from '../../store/index.ts';

echarts.use([LineChart, GridComponent, LegendComponent, SVGRenderer]);

/** Blue and orange of Okabe and Ito's palette: told apart by the colour-blind, and by their dashes in print. */
const TRAINING = '#0072b2';
const VALIDATION = '#e69f00';
/** Legible on white and on black. */
const INK = '#7d8590';

/** Training and validation curves of a metric over the epochs, as an SVG document. */
export function curvesSvg(
  rows: readonly EpochRow[],
  metric: 'loss' | 'accuracy',
  size: { readonly width: number; readonly height: number },
): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...size });
  const line = (name: typeof metric | `val_${typeof metric}`, color: string, type: 'solid' | 'dashed') => ({
    type: 'line' as const,
    name,
    data: rows.map((row) => [row.epoch, row[name]]),
    showSymbol: rows.length < 30,
    symbolSize: 5,
    itemStyle: { color },
    lineStyle: { color, width: 2, type },
  });
  const axis = { axisLabel: { color: INK }, axisLine: { lineStyle: { color: INK } } };
  const grid = { lineStyle: { color: INK, opacity: 0.25 } };
  try {
    chart.setOption({
      animation: false,
      grid: { left: 56, right: 16, top: 40, bottom: 40 },
      legend: { top: 4, textStyle: { color: INK } },
      xAxis: {
        ...axis,
        type: 'value',
        name: 'epoch',
        nameLocation: 'middle',
        nameGap: 24,
        nameTextStyle: { color: INK },
        minInterval: 1,
        min: 1,
        max: Math.max(2, rows.at(-1)?.epoch ?? 2),
        splitLine: { show: false },
      },
      yAxis: { ...axis, type: 'value', scale: true, splitLine: grid },
      series: [line(metric, TRAINING, 'solid'), line(`val_${metric}`, VALIDATION, 'dashed')],
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
