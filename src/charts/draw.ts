import { createHash } from 'node:crypto';
import {
  BarChart,
  BoxplotChart,
  HeatmapChart,
  LineChart,
  LinesChart,
  ParallelChart,
  ScatterChart,
} from 'echarts/charts';
import { GridComponent, LegendComponent, ParallelComponent, VisualMapComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { logTickText, tickText } from './tickText.ts';

echarts.use([
  BarChart,
  BoxplotChart,
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

/** A chart for echarts as plain data: the same in the browser and here. */
export type ChartOption = Readonly<Record<string, unknown>>;

/** In CSS pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** The chart as an SVG document without script; the same chart in the same size gives the same text. */
export function drawSvg(option: ChartOption, size: PictureSize): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    const { tooltip: _, ...drawn } = option;
    chart.setOption({
      ...drawn,
      ...evenTicks(chart, option),
      series: seriesOf(option).map(asOnePath),
      animation: false,
    });
    return renderTo(chart, namedAfter(option, size));
  } finally {
    chart.dispose();
  }
}

/** The axes of numbers, with ticks of the same number of decimals; echarts writes each with as few as it needs. */
function evenTicks(chart: echarts.ECharts, option: ChartOption): ChartOption {
  const ticks = (kind: string, index: number) =>
    (chart as unknown as Modelled).getModel().getComponent(kind, index).axis.scale.getTicks();
  const even = (axis: Axis, kind: string, index: number) => {
    if (axis.type !== 'value' && axis.type !== 'log') return axis;
    const formatter = (value: number) =>
      axis.type === 'log'
        ? logTickText(value)
        : tickText(
            value,
            ticks(kind, index).map((tick) => tick.value),
          );
    return { ...axis, axisLabel: { formatter, ...axis.axisLabel } };
  };
  return Object.fromEntries(
    AXES.filter((kind) => kind in option).map((kind) => [
      kind,
      [option[kind] as Axis | Axis[]].flat().map((axis, index) => even(axis, kind, index)),
    ]),
  );
}

const AXES = ['xAxis', 'yAxis', 'parallelAxis'];

interface Axis {
  readonly type?: string;
  readonly axisLabel?: object;
}

/** The part of an ECharts that has the ticks of an axis. */
interface Modelled {
  getModel(): {
    getComponent(
      kind: string,
      index: number,
    ): { readonly axis: { readonly scale: { getTicks(): readonly { readonly value: number }[] } } };
  };
}

/** echarts numbers the pictures of a process, and adds styles for a pointer, which a picture never has. */
function renderTo(chart: echarts.ECharts, id: string): string {
  const painter = chart.getZr().painter as unknown as Painter;
  painter._id = id;
  return painter.renderToString({ cssEmphasis: false });
}

/** The part of zrender that `renderToSVGString` and the ids within a picture need. */
interface Painter {
  _id: string;
  renderToString(options: { readonly cssEmphasis: boolean }): string;
}

/** A name that differs between any two different pictures in one page. */
function namedAfter(option: ChartOption, size: PictureSize): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([option, size]))
    .digest('hex');
  return `chart-${hash.slice(0, 12)}`;
}

type Series = Readonly<Record<string, unknown>>;

function seriesOf({ series }: ChartOption): readonly Series[] {
  return Array.isArray(series) ? series : [];
}

/** A series with more points is drawn as one path, in a third of the time and of the bytes. */
const MANY_POINTS = 100;

function asOnePath(series: Series): Series {
  return series.type === 'scatter' ? { ...series, large: true, largeThreshold: MANY_POINTS } : series;
}
