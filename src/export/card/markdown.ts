/** A column whose title ends in a colon is aligned to the right. */
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

/** Joins the parts that are present, with an empty line between two parts. */
export function parts(...texts: readonly (string | undefined | false)[]): string {
  return texts.filter(Boolean).join('\n\n');
}
