import { INK } from '../palette.ts';
import { AXIS_LINE, TEXT } from '../style.ts';
import type { ParallelAxis } from './axis.ts';

/** How parallel axes lie in a picture: side by side, or one below the other where that is narrow. */
export interface Layout {
  /** Most axes that can be read, the metric's among them. */
  readonly mostAxes: number;
  readonly isNarrow: boolean;
  /** In CSS pixels. */
  readonly width: number;
  /** What the bar of colours has of its own. */
  readonly colors: object;
  /** The ticks of the axes and their texts, above the paths. */
  marks(axes: readonly ParallelAxis[]): object;
}

/** Widths in CSS pixels: below the first, axes are stacked; between two axes, there must be the other. */
const NARROW = 480;
const FEWEST_BETWEEN = 76;
const BOX = {
  wide: { left: 40, right: 112, top: 52, bottom: 18 },
  narrow: { left: 108, right: 22, top: 10, bottom: 66 },
};
const MOST_STACKED = 9;

export function layoutOf(width: number): Layout {
  const isNarrow = width < NARROW;
  const { left, right } = BOX.wide;
  return {
    mostAxes: isNarrow ? MOST_STACKED : 1 + Math.floor((width - left - right) / FEWEST_BETWEEN),
    isNarrow,
    width,
    colors: isNarrow
      ? { orient: 'horizontal', right: undefined, left: 'center', top: undefined, bottom: 0, itemHeight: 120 }
      : { right: 8 },
    marks: (axes) => marks(axes, isNarrow),
  };
}

/** Legible on the paths behind it. */
const LABEL = {
  fontSize: 11,
  color: '#ffffff',
  backgroundColor: '#59636e',
  padding: [3, 4],
  borderRadius: 3,
};
/** Widths of narrow, wide and other characters of such a label. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[-.,:;'|!ijl()[\] ]/, 4.4],
  [/[mwMW@%]/, 10.8],
  [/./, 7.2],
];
/** As echarts draws a brush when its axis is drawn again. */
const PICKED = '#cfd3d8';

/** The parallel axes with their names, and the plane on which `marks` draws their ticks. */
export function axesDrawn(axes: readonly ParallelAxis[], { isNarrow, width }: Layout): object {
  const box = isNarrow ? BOX.narrow : BOX.wide;
  const between = isNarrow ? box.left : (width - box.left - box.right) / (axes.length - 1);
  const places = { type: 'value', min: 0, max: 1, show: false } as const;
  const order = { type: 'value', min: 0, max: axes.length - 1, show: false } as const;
  return {
    parallel: {
      ...box,
      layout: isNarrow ? 'vertical' : 'horizontal',
      parallelAxisDefault: {
        type: 'value',
        min: 0,
        max: 1,
        nameLocation: isNarrow ? 'start' : 'end',
        nameGap: isNarrow ? 10 : 8,
        nameTextStyle: { ...TEXT, fontSize: 11, lineHeight: 13, fontWeight: 'bold' },
        axisLine: AXIS_LINE,
        axisTick: { show: false },
        // echarts shows the labels of parallel axes whatever `show` says.
        axisLabel: { customValues: [] },
        areaSelectStyle: { color: PICKED, borderColor: PICKED, opacity: 1, width: 14 },
      },
    },
    parallelAxis: axes.map(({ name }, dim) => ({
      dim,
      name: inLines(name, Math.floor(between / CHARACTER)),
    })),
    grid: { ...box, outerBoundsMode: 'none' },
    xAxis: isNarrow ? places : order,
    yAxis: isNarrow ? { ...order, inverse: true } : places,
  };
}

/** Width of a bold character of a name, and how many lines a name may have. */
const CHARACTER = 7;
const MOST_LINES = 3;

/** A long name in lines that end where its words do, cut where a word alone is too long or lines are too many. */
function inLines(name: string, most: number): string {
  const lines: string[] = [];
  for (const word of name.split(/(?<=[_./ -])(?=.)/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length <= most) lines[lines.length - 1] = last + word;
    else lines.push(word);
  }
  const kept = lines.slice(0, MOST_LINES);
  if (kept.length < lines.length) kept[MOST_LINES - 1] += '…';
  return kept.map((line) => (line.length > most ? `${line.slice(0, most - 1)}…` : line)).join('\n');
}

/**
 * Ticks are points of a line that is not drawn. They stand beside their axes: echarts begins no brush on what belongs
 * to another series.
 */
function marks(axes: readonly ParallelAxis[], isNarrow: boolean): object {
  const at = (index: number, place: number) => (isNarrow ? [place, index] : [index, place]);
  return {
    type: 'line',
    z: 5,
    silent: true,
    animation: false,
    lineStyle: { width: 0 },
    itemStyle: { color: INK },
    symbol: 'rect',
    symbolSize: isNarrow ? [1, 4] : [4, 1],
    symbolOffset: isNarrow ? [0, 5] : [5, 0],
    label: { show: true, position: isNarrow ? 'bottom' : 'right', formatter: '{b}', distance: 6, ...LABEL },
    labelLayout: { hideOverlap: true },
    data: axes.flatMap(({ ticks }, index) =>
      ticks.map(({ place, text }) => ({
        // echarts would fill in what stands in braces.
        name: text.replaceAll('{', '{\u2060'),
        value: at(index, place),
        // The server's renderer takes texts for narrower than they are.
        label: { width: widthOf(text) },
      })),
    ),
  };
}

function widthOf(text: string): number {
  const widths = [...text].map((sign) => WIDTHS.find(([kind]) => kind.test(sign))?.[1] ?? 0);
  return Math.ceil(widths.reduce((sum, each) => sum + each, 0));
}
