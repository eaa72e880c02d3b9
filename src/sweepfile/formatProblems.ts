import { blanked, printable } from '../printable.ts';
import type { Problem, Severity } from './problem.ts';

type Style = (text: string) => string;

/** Colours for the parts of a problem; a part without a style stays plain. */
export interface ProblemStyles {
  readonly location?: Style;
  readonly error?: Style;
  readonly warning?: Style;
  readonly source?: Style;
  readonly hint?: Style;
}

export interface FormatOptions {
  /** The spec's path, as the user knows it. */
  readonly file: string;
  readonly text: string;
  readonly styles?: ProblemStyles;
  /** Columns of the terminal, in which lines of the spec are shown without a break. */
  readonly columns?: number | undefined;
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Characters of a line of the spec that are shown. */
const [LEAST, WIDEST] = [20, 100];
const plain: Style = (text) => text;

/**
 * The problems as text to read: `file:line:column`, severity and message, the line with a caret below the
 * place, and the hint. A blank line separates problems; there is no line break at the end.
 */
export function formatProblems(problems: readonly Problem[], options: FormatOptions): string {
  const lines = options.text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return problems.map((problem) => formatProblem(problem, lines, options)).join('\n\n');
}

function formatProblem(
  problem: Problem,
  lines: readonly string[],
  { file, styles = {}, columns }: FormatOptions,
): string {
  const { location = plain, source = plain, hint = plain } = styles;
  const { line, column } = problem;
  const placed = line !== undefined && column !== undefined;
  const where = placed ? `${printable(file)}:${line}:${column}` : problem.path;
  const severity = severityStyle(problem.severity, styles);
  const parts = [`${location(where)}: ${severity(problem.severity)}: ${problem.message}`];
  if (placed) parts.push(...excerpt(lines[line - 1] ?? '', { line, column, columns }, severity).map(source));
  if (problem.hint !== undefined) parts.push(`  ${hint(`→ ${problem.hint}`)}`);
  return parts.join('\n');
}

/** The line with a caret below the column; of a long line, the part around the column. */
function excerpt(
  text: string,
  { line, column, columns = Number.POSITIVE_INFINITY }: Pick<FormatOptions, 'columns'> & Place,
  caret: Style,
): string[] {
  if (text.trim() === '') return [];
  const gutter = `  ${line} | `;
  const width = Math.max(LEAST, Math.min(WIDEST, columns - gutter.length));
  const start = column > width ? column - Math.floor(width / 2) : 0;
  const shown = blanked(text.slice(start, start + width));
  const indent = ' '.repeat(gutter.length - 2 + (column - 1 - start));
  return [
    gutter + shown,
    `${indent.slice(0, gutter.length - 2)}| ${' '.repeat(column - 1 - start)}${caret('^')}`,
  ];
}

function severityStyle(severity: Severity, styles: ProblemStyles): Style {
  return styles[severity] ?? plain;
}
