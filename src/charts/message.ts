import type { PictureSize } from './draw.ts';
import { escapeXml } from './escapeXml.ts';
import { INK } from './palette.ts';

/** Width of a character in CSS pixels, at the text's size. */
const PIXELS_A_CHARACTER = 7;
const LINE_HEIGHT = 20;

/** A picture that says why there is no chart. */
export function messageSvg(text: string, { width, height }: PictureSize): string {
  const lines = wrap(text, Math.floor((width - 40) / PIXELS_A_CHARACTER));
  const top = height / 2 - ((lines.length - 1) * LINE_HEIGHT) / 2;
  const spans = lines.map(
    (line, index) => `<tspan x="${width / 2}" y="${top + index * LINE_HEIGHT}">${escapeXml(line)}</tspan>`,
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<text text-anchor="middle" font-family="sans-serif" font-size="14" fill="${INK}">${spans.join('')}</text></svg>`
  );
}

function wrap(text: string, most: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line.length + word.length + 1 > most && line !== '') lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
