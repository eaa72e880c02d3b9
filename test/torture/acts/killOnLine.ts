import type { Act } from '../act.ts';

export const killOnLine: Act = {
  name: 'SIGKILL on a line that it printed',
  async attempt(subject, random) {
    const line = subject.lineOf(random.uniform());
    const ended = await subject.run((_event, child, nth) => {
      if (nth === line) child.kill('SIGKILL');
    });
    return subject.losses([ended]);
  },
};
