/** Cuts a text to a width, with an ellipsis. */
export function cut(text: string, width: number): string {
  if (text.length <= width) return text;
  return width <= 1 ? '…'.slice(0, width) : `${text.slice(0, width - 1)}…`;
}

const BLOCKS = '▁▂▃▄▅▆▇█';

/** A curve in one line of block characters. */
export function sparkline(values: readonly number[]): string {
  const finite = values.filter(Number.isFinite);
  const low = Math.min(...finite);
  const range = Math.max(...finite) - low || 1;
  return values
    .map((value) => (Number.isFinite(value) ? BLOCKS[Math.round(((value - low) / range) * 7)] : ' '))
    .join('');
}
