import chalk from 'chalk';
import { SweepError, toWire } from '../errors.ts';

/** Exit statuses, as section "The command line" of the README has them. */
export const EXIT = { done: 0, someFailed: 1, wrong: 2, interrupted: 130 } as const;

/** Prints an error to standard error and returns the exit status for it. */
export function reportError(error: unknown, json: boolean): number {
  const { code, message, hint } = toWire(error);
  if (json) process.stderr.write(`${JSON.stringify({ error: { code, message, hint } })}\n`);
  else {
    process.stderr.write(`${chalk.red('error')} (${code}): ${message}\n`);
    if (hint) process.stderr.write(`  ${hint}\n`);
  }
  if (code === 'internal' && process.env.SWEEP_DEBUG && error instanceof Error) {
    process.stderr.write(`${error.stack}\n`);
  }
  return error instanceof SweepError && error.code === 'interrupted' ? EXIT.interrupted : EXIT.wrong;
}
