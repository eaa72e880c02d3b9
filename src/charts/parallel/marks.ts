import { INK } from '../palette.ts';
import type { ParallelAxis } from './axis.ts';
import { betweenAxes, type Layout } from './layout.ts';

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
  [/[-.,:;'|!ijlrtf()[\] ]/, 4.8],
  [/[mwMW@%]/, 10.8],
  [/./, 7],
];
/** CSS pixels: most of a text below a stacked axis, and fewest beside another one, where it may reach up to the next. */
const MOST_STACKED = 110;
const FEWEST = 46;
/** CSS pixels between an axis and its texts, and behind these. */
const ASIDE = 20;

/**
 * Ticks are points of a line that is not drawn. They stand beside their axes: echarts begins no brush on what belongs
 * to another series.
 */
export function marks(axes: readonly ParallelAxis[], { isNarrow, width }: Layout): object {
  const most = isNarrow ? MOST_STACKED : Math.max(FEWEST, betweenAxes(axes.length, width) - ASIDE);
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
    symbolOffset: isNarrow ? [0, 4] : [5, 0],
    label: {
      show: true,
      position: isNarrow ? 'bottom' : 'right',
      formatter: '{b}',
      distance: isNarrow ? 4 : 6,
      ...LABEL,
    },
    labelLayout: { hideOverlap: true },
    data: axes.flatMap(({ ticks }, index) =>
      ticks.map(({ place, text }) => tick(at(index, place), fitted(text, most))),
    ),
  };
}

function tick(value: readonly number[], text: string): object {
  // echarts would fill in what stands in braces, and its renderer for the server takes texts for narrower than they are.
  return { name: text.replaceAll('{', '{\u2060'), value, label: { width: widthOf(text) } };
}

function widthOf(text: string): number {
  const widths = [...text].map((sign) => WIDTHS.find(([kind]) => kind.test(sign))?.[1] ?? 0);
  return Math.ceil(widths.reduce((sum, each) => sum + each, 0));
}

/** The text, or its beginning where all of it is wider than `most`. */
function fitted(text: string, most: number): string {
  if (widthOf(text) <= most) return text;
  let length = text.length - 1;
  while (length > 1 && widthOf(`${text.slice(0, length)}…`) > most) length--;
  return `${text.slice(0, length)}…`;
}
