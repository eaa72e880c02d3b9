import { fontSize } from './fontSize.ts';

/** A table whose texts are LaTeX already. */
export interface LatexTable {
  /** Lines for readers of the source. */
  readonly comments: readonly string[];
  /** Sentences. */
  readonly caption: readonly string[];
  readonly label: string;
  readonly columns: readonly { readonly title: string; readonly align: 'l' | 'r' }[];
  readonly rows: readonly (readonly string[])[];
}

/** Most rows on one page. */
const ROWS_ON_A_PAGE = 40;

/**
 * A `table` with the rules of booktabs, or a `longtable` over several pages if it has more rows than one page
 * takes.
 */
export function* latexTable(table: LatexTable): Generator<string> {
  const isLong = table.rows.length > ROWS_ON_A_PAGE;
  const packages = ['booktabs', ...(isLong ? ['longtable'] : [])];
  const needs = packages.map((name) => `\\usepackage{${name}}`).join(' ');
  for (const comment of [...table.comments, `Needs ${needs}`]) yield `% ${comment.replaceAll(/\s+/g, ' ')}\n`;
  yield* isLong ? longTable(table) : shortTable(table);
}

function* shortTable(table: LatexTable): Generator<string> {
  yield `\\begin{table}\n\\centering\n${captionOf(table)}\n\\smallskip\n`;
  yield `${fontSize(table)}\\begin{tabular}{${alignments(table)}}\n\\toprule\n${head(table)}\\midrule\n`;
  yield* table.rows.map(line);
  yield '\\bottomrule\n\\end{tabular}\n\\end{table}\n';
}

function* longTable(table: LatexTable): Generator<string> {
  yield `{${fontSize(table)}\\begin{longtable}{${alignments(table)}}\n${captionOf(table)} \\\\\n`;
  yield `\\toprule\n${head(table)}\\midrule\n\\endfirsthead\n`;
  yield `\\toprule\n${head(table)}\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n`;
  yield* table.rows.map(line);
  yield '\\end{longtable}}\n';
}

function captionOf({ caption, label }: LatexTable): string {
  return `\\caption{${caption.join(' ')}}\n\\label{${label}}`;
}

function alignments({ columns }: LatexTable): string {
  return `@{}${columns.map(({ align }) => align).join('')}@{}`;
}

function head({ columns }: LatexTable): string {
  return line(columns.map(({ title }) => title));
}

function line(cells: readonly string[]): string {
  return `${cells.join(' & ')} \\\\\n`;
}

/** A label made from a sweep's name, or from its id if LaTeX would allow none of the name. */
export function labelOf({ name, id }: { readonly name: string; readonly id: number }, part = ''): string {
  const word = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return `tab:${word || `sweep-${id}`}${part && `-${part}`}`;
}
