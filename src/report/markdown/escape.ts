import { printable } from '../../printable.ts';
import type { Text } from '../document.ts';

/** What means something to Markdown, or to GitHub, wherever it stands; an underscore within a word means nothing. */
const MARKS = /[\\`*{}[\]<>|~&$]|:(?=[\w+-]+:)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
/** What means something at the beginning of a line. */
const BEGINNING = /^(\s*)([#+=-]|\d+(?=[.)](?:\s|$)))/;
/** Any text as Markdown of one line that shows it. */
export function escapeMarkdown(text: string): string {
  return printable(text.replaceAll(/\s+/g, ' '))
    .replaceAll(MARKS, '\\$&')
    .replace(BEGINNING, (_, space: string, mark: string) =>
      /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    );
}

export function textMarkdown(text: Text): string {
  if (typeof text === 'string') return escapeMarkdown(text);
  return text
    .map((span, index) => {
      if (typeof span === 'string')
        return index === 0 ? escapeMarkdown(span) : escapeMarkdown(`.${span}`).slice(1);
      return 'code' in span ? codeMarkdown(span.code) : `**${escapeMarkdown(span.strong.trim())}**`;
    })
    .join('');
}

/** A text as code, within fences that it does not hold. */
function codeMarkdown(code: string): string {
  const shown = printable(code.replaceAll(/\s+/g, ' ').trim());
  if (shown === '') return '';
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`;
}

/** The text of a cell: a bar would end it, within code too. */
export function cellMarkdown(text: Text): string {
  return textMarkdown(text).replaceAll(/(?<!\\)\|/g, '\\|');
}
