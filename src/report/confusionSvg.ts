import type { ConfusionMatrix } from '../analysis/index.ts';
import type { PictureSize } from '../charts/draw.ts';
import { escapeXml } from '../charts/escapeXml.ts';
import { HUES, INK } from '../charts/palette.ts';
import { printable, shortened } from '../printable.ts';

/** Characters of a class's name beside its row. */
const LONGEST_NAME = 16;

/** A confusion matrix of many classes as a picture: rows are true classes, columns predicted ones. */
export function confusionSvg(
  matrix: ConfusionMatrix,
  classNames: readonly string[],
  { width }: PictureSize,
): string {
  const left = Math.min(110, width / 4);
  const bottom = left;
  const side = (width - left - 10) / matrix.length;
  const height = round(side * matrix.length + bottom + 4);
  const fontSize = round(Math.min(11, side * 0.9));
  const name = (label: number) => escapeXml(printable(shortened(classNames[label]!, LONGEST_NAME)));
  const cells = matrix.flatMap((row, actual) => {
    const images = row.reduce((sum, count) => sum + count, 0);
    return row.flatMap((count, predicted) =>
      count === 0
        ? []
        : `<rect x="${round(left + predicted * side)}" y="${round(actual * side)}" width="${round(side)}" height="${round(side)}" fill="${actual === predicted ? HUES[0] : HUES[1]}" fill-opacity="${(0.15 + (0.85 * count) / images).toFixed(2)}"/>`,
    );
  });
  const rows = matrix.map(
    (_, label) =>
      `<text x="${round(left - 4)}" y="${round((label + 0.5) * side + fontSize / 3)}" text-anchor="end">${name(label)}</text>`,
  );
  const end = round(side * matrix.length + 6);
  const columns = matrix.map((_, label) => {
    const x = round(left + (label + 0.5) * side + fontSize / 3);
    return `<text transform="translate(${x} ${end}) rotate(-90)" text-anchor="end">${name(label)}</text>`;
  });
  const edge = round(side * matrix.length);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<rect x="${left}" y="0" width="${edge}" height="${edge}" fill="none" stroke="${INK}" stroke-opacity="0.4"/>${cells.join('')}` +
    `<g fill="${INK}" font-family="sans-serif" font-size="${fontSize}">${rows.join('')}${columns.join('')}</g></svg>`
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
