import { stripVTControlCharacters } from 'node:util';

/** Characters that take two columns: East Asian ones and emoji; and marks, which take none. */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u;
const NO_WIDTH = /\p{M}|\u200D/u;

/** Columns of the terminal that a line takes; colours take none. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of stripVTControlCharacters(text))
    width += NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/** Cuts a text without colours to a width, with an ellipsis or another ending. */
export function cut(text: string, width: number, ending = '…'): string {
  if (textWidth(text) <= width) return text;
  let kept = '';
  let left = width - textWidth(ending);
  for (const character of text) {
    left -= textWidth(character);
    if (left < 0) break;
    kept += character;
  }
  return width < 1 ? '' : kept + ending;
}

/** The text with spaces up to a width: behind it, or before it if it is aligned to the right. */
export function padded(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const spaces = ' '.repeat(Math.max(0, width - textWidth(text)));
  return align === 'left' ? text + spaces : spaces + text;
}

/**
 * Breaks lines between words where they would pass a width, but for words between backticks, which are to be copied.
 * What is broken off is indented; if that is not given, like its line, or like what follows the mark of that.
 */
export function wrapped(text: string, width = Number.POSITIVE_INFINITY, indent?: number): string {
  return text
    .split('\n')
    .map((line) => (textWidth(line) <= width ? line : wrappedLine(line, width, indent ?? indentOf(line))))
    .join('\n');
}

/** Marks of findings and of trials, and those of footnotes. */
const INDENT_AND_MARK = /^ *(?:[✔✖✂■‖→✓!†] )?/u;

function indentOf(line: string): number {
  return INDENT_AND_MARK.exec(stripVTControlCharacters(line))![0].length;
}

function wrappedLine(text: string, width: number, indent: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/ *(?:`[^`]*`|[^ ])+/g) ?? []) {
    if (line.trim() === '' || textWidth(line + word) <= width) line += word;
    else {
      lines.push(line);
      line = ' '.repeat(indent) + word.trimStart();
    }
  }
  return [...lines, line].join('\n');
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
