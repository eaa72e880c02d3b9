import { SweepError } from '../errors.ts';
import { plural } from '../format.ts';

/** A run that had begun when it met an error; everything committed is kept. */
export class BrokenRun extends Error {
  override readonly cause: unknown;
  /** Says in a sentence for the user what is kept and how to go on. */
  readonly kept: string;

  constructor(cause: unknown, kept: string) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'BrokenRun';
    this.cause = cause;
    this.kept = kept;
  }
}

/**
 * Says what is kept if the database can still be read, and how to go on if the error itself does not say
 * that.
 */
export function keptTrials(error: unknown, completed: number): string {
  if (error instanceof SweepError && error.code === 'database_unusable') return '';
  const trials = completed === 0 ? '' : `, with ${plural(completed, 'trial')} completed in this run`;
  const saysHow = error instanceof SweepError && error.hint?.includes('the same command') === true;
  return `What was stored before is kept${trials}${saysHow ? '.' : '; the same command goes on from there.'}`;
}
