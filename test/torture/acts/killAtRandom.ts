import { setTimeout } from 'node:timers/promises';
import type { Act } from '../act.ts';

/** Longer than the whole run takes on most machines, its start included. */
const LATEST_MS = 2500;

export const killAtRandom: Act = {
  name: 'SIGKILL at a random moment',
  async attempt(subject, random) {
    const clock = new AbortController();
    const ended = await subject.run((_event, child, nth) => {
      if (nth > 1) return;
      setTimeout(random.below(LATEST_MS), undefined, { signal: clock.signal }).then(
        () => child.kill('SIGKILL'),
        () => undefined,
      );
    });
    clock.abort();
    return subject.losses(ended);
  },
};
