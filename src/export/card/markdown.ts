import { printable } from '../../printable.ts';

/** Foreign text as Markdown that shows it as it is, in a line or a cell of a table. */
export function plain(text: string): string {
  return printable(text).replaceAll(/[\\`*_{}[\]<>|~#$&!]/g, (mark) => `\\${mark}`);
}

/** A text as a code span, for a line; in a cell of a table `|` would end it. */
export function code(text: string): string {
  const shown = printable(text);
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([marks]) => marks.length));
  if (longest === 0) return `\`${shown}\``;
  const fence = '`'.repeat(longest + 1);
  return `${fence} ${shown} ${fence}`;
}

/** A column's title; one that ends in a colon stands right. */
export function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const plainTitles = titles.map((title) => title.replace(/:$/, ''));
  const rule = titles.map((title) => (title.endsWith(':') ? '---:' : '---'));
  return [line(plainTitles), line(rule), ...rows.map(line)].join('\n');
}

/** A block of a shell's lines. */
export function shell(...lines: readonly string[]): string {
  return ['```sh', ...lines, '```'].join('\n');
}

/** What is not there is left out; an empty line stands between two parts. */
export function parts(...texts: readonly (string | undefined | false)[]): string {
  return texts.filter(Boolean).join('\n\n');
}
