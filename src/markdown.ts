import { printable } from './printable.ts';

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

/** A text as code, within fences that it does not hold. */
export function codeMarkdown(code: string): string {
  const shown = printable(code.replaceAll(/\s+/g, ' ').trim());
  if (shown === '') return '';
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`;
}
