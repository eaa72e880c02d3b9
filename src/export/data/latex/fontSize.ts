import type { LatexTable } from './environment.ts';

/**
 * In pt: the text width of the class `article`, a character of its font at full size, and the space beside a
 * column.
 */
const TEXT_WIDTH = 345;
const CHARACTER_WIDTH = 4.8;
const USUAL_SPACE = 6;
const NARROW_SPACE = 3;

/** Fonts smaller than the text, with their scale. */
const SMALLER = [
  ['\\small', 0.92],
  ['\\footnotesize', 0.84],
  ['\\scriptsize', 0.76],
] as const;

/** The commands that make a table about as wide as the text; empty if it is not wider. */
export function fontSize({ columns, rows }: Pick<LatexTable, 'columns' | 'rows'>): string {
  const widest = columns.map(({ title }) => lengthOf(title));
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widest[index] = Math.max(widest[index]!, lengthOf(cell));
  }
  const characters = widest.reduce((sum, length) => sum + length, 0);
  const fits = (factor: number, space: number) =>
    characters * CHARACTER_WIDTH * factor + 2 * space * columns.length <= TEXT_WIDTH;
  if (fits(1, USUAL_SPACE)) return '';
  const [font] = SMALLER.find(([, factor]) => fits(factor, NARROW_SPACE)) ?? SMALLER.at(-1)!;
  return `${font}\\setlength{\\tabcolsep}{${NARROW_SPACE}pt}\n`;
}

/** Approximate number of visible characters. */
function lengthOf(latex: string): number {
  return latex
    .replaceAll(/\\rlap\{.*?\}\}\$\}/g, '')
    .replaceAll(/\\(mathbf|pm|times|text\w+)/g, 'x')
    .replaceAll(/[${}\\]/g, '').length;
}
