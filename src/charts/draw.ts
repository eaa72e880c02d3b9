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
    chart.setOption({ ...drawn, series: seriesOf(option).map(asOnePath), animation: false });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

type Series = Readonly<Record<string, unknown>>;

function seriesOf({ series }: ChartOption): readonly Series[] {
  return Array.isArray(series) ? series : [];
}

/** More points than this are drawn as one path, in a third of the time and of the bytes. */
const MANY_POINTS = 100;

function asOnePath(series: Series): Series {
  return series.type === 'scatter' ? { ...series, large: true, largeThreshold: MANY_POINTS } : series;
}
