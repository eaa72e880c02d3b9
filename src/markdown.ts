import { printable } from './printable.ts';

/**
 * Characters that mean something to Markdown, or to GitHub, anywhere in a text; an underscore within a word
 * means nothing.
 */
const MARKS = /[\\`*{}[\]<>|~&$]|:(?=[\w+-]+:)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
/** Characters that mean something at the beginning of a line. */
const BEGINNING = /^(\s*)([#+=-]|\d+(?=[.)](?:\s|$)))/;

/** Any text as one line of Markdown that shows exactly that text. */
export function escapeMarkdown(text: string): string {
  return printable(text.replaceAll(/\s+/g, ' '))
    .replaceAll(MARKS, '\\$&')
    .replace(BEGINNING, (_, space: string, mark: string) =>
      /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    );
}

/** A text as code, between fences that are longer than any in it. */
export function codeMarkdown(code: string): string {
  const shown = printable(code.replaceAll(/\s+/g, ' ').trim());
  if (shown === '') return '';
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`;
}
