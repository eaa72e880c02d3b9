import type { WireError } from '../errors.ts';

/** Watches whether the first trials of a run all fail: the others would then fail, too. */
export class FirstFailures {
  private readonly most: number;
  private failed = 0;
  private hasWorked = false;

  /** `most` is the number of trials that may fail before one succeeds. */
  constructor(most = Infinity) {
    this.most = most;
  }

  /** Takes the end of a trial; returns why the run should end, if it should. */
  observe(state: string, reason: WireError | undefined): WireError | undefined {
    if (state === 'completed') this.hasWorked = true;
    if (state !== 'failed' || this.hasWorked || ++this.failed < this.most) return undefined;
    const last = reason ? ` The last one: ${reason.message}` : '';
    return {
      code: reason?.code ?? 'trial_crashed',
      message: `The first ${this.failed} trials have all failed, so no other was begun.${last}`,
      hint: 'Mend the cause and run the same command again.',
    };
  }
}
