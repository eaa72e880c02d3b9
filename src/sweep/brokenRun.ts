import { SweepError } from '../errors.ts';
import { plural } from '../format.ts';

/** A run that had begun when it met an error; what it had committed is kept. */
export class BrokenRun extends Error {
  override readonly cause: unknown;
  /** What is kept and how to go on, in a sentence for the user. */
  readonly kept: string;

  constructor(cause: unknown, kept: string) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'BrokenRun';
    this.cause = cause;
    this.kept = kept;
  }
}

/** What is kept where the database can be read still, and how to go on where the error does not say that itself. */
export function keptTrials(error: unknown, completed: number): string {
  if (error instanceof SweepError && error.code === 'database_unusable') return '';
  const trials = completed === 0 ? '' : `, with ${plural(completed, 'trial')} completed in this run`;
  const saysHow = error instanceof SweepError && error.hint?.includes('the same command') === true;
  return `What was stored before is kept${trials}${saysHow ? '.' : '; the same command goes on from there.'}`;
}
