import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { DASHES, HUES, INK } from '../palette.ts';

echarts.use([LineChart, GridComponent, LegendComponent, LabelLayout, SVGRenderer]);

/** The curve of one trial: a value for each epoch, null where it was not finite. */
export interface OverlaidCurve {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** Curves of several trials in one picture, told apart by colour, by dashes and by the name at their end. */
export function overlaySvg(
  curves: readonly OverlaidCurve[],
  size: { readonly width: number; readonly height: number },
): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...size });
  const axis = { axisLabel: { color: INK }, axisLine: { lineStyle: { color: INK } } };
  const epochs = Math.max(2, ...curves.map(({ values }) => values.length));
  try {
    chart.setOption({
      animation: false,
      grid: { left: 56, right: 36, top: 40, bottom: 40 },
      legend: { top: 4, itemWidth: 32, textStyle: { color: INK } },
      xAxis: {
        ...axis,
        type: 'value',
        name: 'epoch',
        nameLocation: 'middle',
        nameGap: 24,
        nameTextStyle: { color: INK },
        minInterval: 1,
        min: 1,
        max: epochs,
        splitLine: { show: false },
      },
      yAxis: { ...axis, type: 'value', scale: true, splitLine: { lineStyle: { color: INK, opacity: 0.25 } } },
      series: curves.map(({ name, values }, index) => {
        const color = HUES[index % HUES.length]!;
        const dash = DASHES[index % DASHES.length]!;
        return {
          type: 'line' as const,
          name,
          data: values.map((value, epoch) => [epoch + 1, value]),
          symbol: values.length === 1 ? 'circle' : 'none',
          itemStyle: { color },
          lineStyle: { color, width: 2, type: dash.length === 0 ? ('solid' as const) : [...dash] },
          endLabel: { show: true, formatter: name, color, fontWeight: 'bold' as const },
          labelLayout: { moveOverlap: 'shiftY' as const },
        };
      }),
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
