import { type Comparison, comparisonWords } from '../../comparison/index.ts';
import type { Context } from '../context.ts';

/** Comparisons that were made together: for each an empty line, the verdict, and what it rests on. */
export function comparisonLines(chalk: Context['chalk'], comparisons: readonly Comparison[]): string[] {
  return comparisons.flatMap((comparison) => {
    const { verdict, reasons } = comparisonWords(comparison, comparisons.length);
    return ['', chalk.bold(verdict), ...reasons.map((reason) => `  ${reason}`)];
  });
}
