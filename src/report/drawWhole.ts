import { type ChartOption, drawSvg, type PictureSize } from '../charts/draw.ts';

/** CSS pixels of a legend entry beside its name, of a character, and from line to line. */
const ENTRY = 46;
const CHARACTER = 7;
const LINE = 24;

type Named = { readonly name?: string };

/** A chart with its complete legend, on as many lines as necessary: nobody can leaf through a printed one. */
export function drawWhole(option: ChartOption, { width, height }: PictureSize): string {
  const { legend, grid, series } = option as {
    legend?: { readonly data?: readonly string[] };
    grid?: { readonly top: number };
    series: readonly Named[];
  };
  if (!legend || !grid) return drawSvg(option, { width, height });
  const names = legend.data ?? series.flatMap(({ name }) => name ?? []);
  const added = LINE * (linesOf(names, width) - 1);
  const changed = {
    ...option,
    legend: { ...legend, type: 'plain' },
    grid: { ...grid, top: grid.top + added },
  };
  return drawSvg(changed, { width, height: height + added });
}

function linesOf(names: readonly string[], width: number): number {
  let lines = 1;
  let used = 0;
  for (const name of names) {
    const entry = ENTRY + CHARACTER * name.length;
    if (used > 0 && used + entry > width) {
      lines++;
      used = 0;
    }
    used += entry;
  }
  return lines;
}
