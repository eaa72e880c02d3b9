import { type ClassScore, takenFor, weakestClasses } from '../../analysis/index.ts';
import { GAP, type Terminal, table } from './table.ts';
import { cut, textWidth } from './terminal.ts';

/** Characters that the name of a class keeps in the heading of a matrix. */
const MOST_NAME = 7;
const LEAST_NAME = 4;
/** Wider matrices do not fit into a terminal. */
const WIDEST = 20;

/**
 * The confusion matrix: a row per true class, a column per predicted one, with recall, precision and F1. Of
 * more than 20 classes, the 20 with the lowest F1 are listed instead, each with the class that it is most
 * often mistaken for.
 */
export function confusionTable(
  terminal: Terminal,
  matrix: readonly (readonly number[])[],
  scores: readonly ClassScore[],
  classNames: readonly string[],
): string {
  if (classNames.length <= WIDEST) return wholeMatrix(terminal, matrix, scores, classNames);
  return weakestTable(terminal, matrix, scores, classNames);
}

function weakestTable(
  terminal: Terminal,
  matrix: readonly (readonly number[])[],
  scores: readonly ClassScore[],
  classNames: readonly string[],
): string {
  const columns = [
    { title: 'class' },
    ...['images', 'recall', 'precision', 'F1'].map(right),
    { title: 'most often taken for' },
  ];
  const rows = weakestClasses(scores, WIDEST).map((label) => {
    const { count, recall, precision, f1 } = scores[label]!;
    const taken = takenFor(matrix, label);
    return [
      classNames[label]!,
      String(count),
      ...[recall, precision, f1].map(share),
      taken ? `${classNames[taken.label]} (${taken.count})` : '',
    ];
  });
  return `The ${WIDEST} of ${classNames.length} classes with the lowest F1:\n${table(terminal, columns, rows)}`;
}

function right(title: string) {
  return { title, align: 'right' as const };
}

function share(value: number | null): string {
  return value?.toFixed(3) ?? '–';
}

function wholeMatrix(
  terminal: Terminal,
  matrix: readonly (readonly number[])[],
  scores: readonly ClassScore[],
  classNames: readonly string[],
): string {
  const { chalk, columns: width = Number.POSITIVE_INFINITY } = terminal;
  const title = 'true \\ predicted';
  const first = Math.max(...[title, ...classNames].map(textWidth));
  const each = Math.floor((width - first) / classNames.length) - GAP;
  const most = Math.max(LEAST_NAME, Math.min(MOST_NAME, each));
  const columns = [
    { title },
    ...classNames.map((name) => ({ ...right(cut(name, most)), yields: 1 })),
    ...['recall', 'precision', 'F1'].map((name) => ({ ...right(name), yields: 2 })),
  ];
  const rows = matrix.map((counts, truth) => {
    const { recall, precision, f1 } = scores[truth]!;
    const cells = counts.map((value, predicted) =>
      predicted === truth ? chalk.green(String(value)) : value === 0 ? chalk.dim('·') : String(value),
    );
    return [classNames[truth]!, ...cells, ...[recall, precision, f1].map(share)];
  });
  return table(terminal, columns, rows);
}
