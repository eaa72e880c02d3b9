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
}

/** Widths in CSS pixels: below the first, axes are stacked; between two axes, there must be the other. */
const NARROW = 480;
const FEWEST_BETWEEN = 76;
const BOX = {
  wide: { left: 40, right: 118, top: 52, bottom: 18 },
  narrow: { left: 108, right: 26, top: 16, bottom: 66 },
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
      : { right: 4 },
  };
}

/** As echarts draws a brush when its axis is drawn again. */
const PICKED = '#cfd3d8';

/** The parallel axes with their names, and the plane on which `marks` draws their ticks. */
export function axesDrawn(axes: readonly ParallelAxis[], { isNarrow, width }: Layout): object {
  const box = isNarrow ? BOX.narrow : BOX.wide;
  const between = isNarrow ? box.left : betweenAxes(axes.length, width);
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
      name: inLines(
        name,
        (!isNarrow && dim === 0 ? Math.min(between, 2 * box.left) : between) / CHARACTER,
        isNarrow ? 2 : 3,
      ),
    })),
    grid: { ...box, outerBoundsMode: 'none' },
    xAxis: isNarrow ? places : order,
    yAxis: isNarrow ? { ...order, inverse: true } : places,
  };
}

/** CSS pixels from one axis beside others to the next. */
export function betweenAxes(axes: number, width: number): number {
  return (width - BOX.wide.left - BOX.wide.right) / (axes - 1);
}

/** Width of a bold character of a name. */
const CHARACTER = 7;

/** A long name in lines that end where its words do, cut where a word alone is too long or lines are too many. */
function inLines(name: string, characters: number, mostLines: number): string {
  const most = Math.floor(characters);
  const lines: string[] = [];
  for (const word of name.split(/(?<=[_./ -])(?=.)/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length <= most) lines[lines.length - 1] = last + word;
    else lines.push(word);
  }
  const kept = lines.slice(0, mostLines);
  if (kept.length < lines.length) kept[mostLines - 1] += '…';
  return kept.map((line) => shortened(line, most)).join('\n');
}

/** The text, or its beginning if it has more characters than `most`. */
function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
