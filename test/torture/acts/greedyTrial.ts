import type { Act } from '../act.ts';
import { GREEDY } from '../searches.ts';

export const greedyTrial: Act = {
  name: 'a worker out of memory, and a SIGKILL',
  search: GREEDY,
  async attempt(subject, random) {
    const line = subject.lineOf(random.uniform());
    const ended = await subject.run(
      (_event, child, nth) => {
        if (nth === line) child.kill('SIGKILL');
      },
      { workers: 1 + random.below(4) },
    );
    return subject.losses([ended], { workers: 1 + random.below(4) });
  },
};
