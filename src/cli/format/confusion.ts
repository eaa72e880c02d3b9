import type { ChalkInstance } from 'chalk';
import { table } from './table.ts';
import { cut } from './terminal.ts';

interface ClassScore {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

/** The confusion matrix: a row per true class, a column per predicted one, with recall, precision and F1. */
export function confusionTable(
  chalk: ChalkInstance,
  matrix: readonly (readonly number[])[],
  scores: readonly ClassScore[],
  classNames: readonly string[],
): string {
  const right = (title: string) => ({ title, align: 'right' as const });
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
    return [
      classNames[truth]!,
      ...cells,
      ...[recall, precision, f1].map((value) => value?.toFixed(3) ?? '–'),
    ];
  });
  return table(chalk, columns, rows);
}
