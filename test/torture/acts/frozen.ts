import { setTimeout } from 'node:timers/promises';
import { STALE_AFTER_MS } from '../../../src/store/ownership.ts';
import type { Act } from '../act.ts';

/** A run that stands still this long loses its sweep to the next run. */
const TOO_LONG_MS = STALE_AFTER_MS + 1500;

export const frozen: Act = {
  name: 'SIGSTOP, and going on later',
  async attempt(subject, random) {
    const line = subject.lineOf(0.7 * random.uniform());
    const isTakenOver = random.below(8) === 7;
    let others: Promise<string[]> | undefined;
    const ended = await subject.run((_event, child, nth) => {
      if (nth !== line) return;
      child.kill('SIGSTOP');
      others = (isTakenOver ? takeOver() : busy()).finally(() => child.kill('SIGCONT'));
    });
    const lost = [...((await others) ?? []), ...(await subject.losses([ended]))];
    const right = isTakenOver ? 1 : 0;
    return ended.status === right ? lost : [`it ended with ${ended.status}: ${ended.stderr}`, ...lost];

    /** No other run may begin meanwhile, because the process still exists. */
    async function busy(): Promise<string[]> {
      const other = await subject.run();
      await setTimeout(random.below(1500));
      return other.status === 2 && other.stderr.includes('database_busy')
        ? []
        : [`another run ended with ${other.status} beside one that stood still: ${other.stderr}`];
    }

    async function takeOver(): Promise<string[]> {
      await setTimeout(TOO_LONG_MS);
      const other = await subject.run();
      return other.status === 0 ? [] : [`the run that took over ended with ${other.status}: ${other.stderr}`];
    }
  },
};
