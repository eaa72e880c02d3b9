import type { Context } from '../context.ts';
import { invocation } from '../invocation.ts';
import { textWidth } from './terminal.ts';

/** A command without the program's name, and what it is for. */
export type NextStep = readonly [line: string, purpose: string];

/** Commands to type next, each with its purpose beside it, or below it where the terminal has no room. */
export function nextSteps({ chalk, columns, atDatabase }: Context, steps: readonly NextStep[]): string {
  const lines = steps.map(([line]) => `  ${invocation()} ${line}${atDatabase}`);
  const width = Math.max(...lines.map(textWidth)) + 2;
  const isBeside = steps.every(([, purpose]) => width + purpose.length <= (columns ?? Infinity));
  const texts = steps.map(([, purpose], at) =>
    isBeside ? lines[at]!.padEnd(width) + chalk.dim(purpose) : `${lines[at]}\n      ${chalk.dim(purpose)}`,
  );
  return [chalk.bold('Next:'), ...texts].join('\n');
}
