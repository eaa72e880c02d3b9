import type { ChalkInstance } from 'chalk';
import { type ClassScore, takenFor, weakestClasses } from '../../analysis/index.ts';
import { table } from './table.ts';
import { cut } from './terminal.ts';

/** Wider matrices do not fit into a terminal. */
const WIDEST = 20;

/**
 * The confusion matrix: a row per true class, a column per predicted one, with recall, precision and F1. Of
 * more than 20 classes, the 20 with the lowest F1 are listed instead, each with the class that it is most
 * often mistaken for.
 */
export function confusionTable(
  chalk: ChalkInstance,
  matrix: readonly (readonly number[])[],
  scores: readonly ClassScore[],
  classNames: readonly string[],
): string {
  if (classNames.length <= WIDEST) return wholeMatrix(chalk, matrix, scores, classNames);
  return weakestTable(chalk, matrix, scores, classNames);
}

function weakestTable(
  chalk: ChalkInstance,
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
  return `The ${WIDEST} of ${classNames.length} classes with the lowest F1:\n${table(chalk, columns, rows)}`;
}

function right(title: string) {
  return { title, align: 'right' as const };
}

function share(value: number | null): string {
  return value?.toFixed(3) ?? '–';
}

function wholeMatrix(
  chalk: ChalkInstance,
  matrix: readonly (readonly number[])[],
  scores: readonly ClassScore[],
  classNames: readonly string[],
): string {
  const columns = [
    { title: 'true \\ predicted' },
    ...classNames.map((name) => right(cut(name, 7))),
    ...['recall', 'precision', 'F1'].map(right),
  ];
  const rows = matrix.map((counts, truth) => {
    const { recall, precision, f1 } = scores[truth]!;
    const cells = counts.map((value, predicted) =>
      predicted === truth ? chalk.green(String(value)) : value === 0 ? chalk.dim('·') : String(value),
    );
    return [classNames[truth]!, ...cells, ...[recall, precision, f1].map(share)];
  });
  return table(chalk, columns, rows);
}
