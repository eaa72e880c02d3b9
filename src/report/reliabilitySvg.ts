import type { CalibrationBin } from '../analysis/index.ts';
import { HUES, INK } from '../charts/palette.ts';
import { reliabilityDiagram } from '../charts/reliabilityDiagram.ts';

const BARS: Readonly<Record<string, string>> = {
  hits: `fill="${HUES[0]}"`,
  gap: 'fill="#e39a5f"',
  images: `fill="${INK}"`,
};
const LINES: Readonly<Record<string, string>> = {
  axis: `stroke="${INK}"`,
  share: `stroke="${HUES[0]}" stroke-width="2.5"`,
  ideal: `stroke="${INK}" stroke-dasharray="4 4"`,
};

/** The share of hits by confidence, with the number of images for each, as a picture. */
export function reliabilitySvg(bins: readonly CalibrationBin[]): string {
  const { viewBox, width, height, bars, lines, texts } = reliabilityDiagram(bins);
  // The bars would cover this text; the figure's title says it.
  const drawnTexts = texts.filter(({ text }) => text !== 'share of hits');
  const drawn = [
    ...bars.map(
      ({ className, x, y, width: wide, height: high }) =>
        `<rect x="${x}" y="${y}" width="${wide}" height="${high}" ${BARS[className]}/>`,
    ),
    ...lines.map(
      ({ className, x1, y1, x2, y2 }) =>
        `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" ${LINES[className]}/>`,
    ),
    ...drawnTexts.map(
      ({ x, y, anchor, text }) => `<text x="${x}" y="${y}" text-anchor="${anchor}">${text}</text>`,
    ),
  ];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${viewBox}">` +
    `<g fill="${INK}" font-family="sans-serif" font-size="12">${drawn.join('')}</g></svg>`
  );
}
