import { BarChart, HeatmapChart, LineChart, LinesChart, ParallelChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent, ParallelComponent, VisualMapComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';

echarts.use([
  BarChart,
  HeatmapChart,
  LineChart,
  LinesChart,
  ParallelChart,
  ScatterChart,
  GridComponent,
  LabelLayout,
  LegendComponent,
  ParallelComponent,
  VisualMapComponent,
  SVGRenderer,
]);

/** What echarts draws, as plain data: the same in the browser and here. */
export type ChartOption = Readonly<Record<string, unknown>>;

/** In CSS pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** The chart as an SVG document without script. */
export function drawSvg(option: ChartOption, size: PictureSize): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    const { tooltip: _, ...drawn } = option;
    chart.setOption({ ...drawn, animation: false });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
