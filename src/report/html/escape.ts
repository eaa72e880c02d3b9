import { printableLines } from '../../printable.ts';
import type { Text } from '../document.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Any text as HTML that shows it, also in an attribute; deceiving characters are written as escapes. */
export function escapeHtml(text: unknown): string {
  return printableLines(String(text), false).replaceAll(/[&<>"']/g, (found) => ENTITIES[found]!);
}

/** Places where a line never breaks: between a number and its unit, and within `p < 0.05`. */
const UNBREAKABLE = /(?<=\d) (?=[%±])|(?<=±) (?=\d)|(?<=\bp) (?=[=&])|(?<=[=<]|&lt;) (?=\d)/g;

function plainHtml(text: string): string {
  return escapeHtml(text).replaceAll(UNBREAKABLE, '&nbsp;');
}

/** The title of a column, which may break after the underscores of a name. */
export function titleHtml(title: string): string {
  return escapeHtml(title).replaceAll('_', '_<wbr>');
}

export function textHtml(text: Text): string {
  return spansHtml(text, plainHtml, escapeHtml);
}

/** The text of a cell; a word that is too wide for any column may break. */
export function cellHtml(text: Text): string {
  return spansHtml(
    text,
    (span) => broken(span, plainHtml),
    (span) => broken(span, escapeHtml),
  );
}

const LONGEST_WORD = 24;
const PIECE = /.{1,12}/gsu;

function broken(text: string, write: (text: string) => string): string {
  if (!text.split(/\s/).some((word) => word.length > LONGEST_WORD)) return write(text);
  return text
    .split(/(\s+)/)
    .map((word) =>
      word.length > LONGEST_WORD ? word.match(PIECE)!.map(escapeHtml).join('<wbr>') : escapeHtml(word),
    )
    .join('');
}

function spansHtml(text: Text, plain: (text: string) => string, marked: (text: string) => string): string {
  if (typeof text === 'string') return plain(text);
  return text
    .map((span) => {
      if (typeof span === 'string') return plain(span);
      return 'code' in span ? `<code>${marked(span.code)}</code>` : `<strong>${marked(span.strong)}</strong>`;
    })
    .join('');
}
