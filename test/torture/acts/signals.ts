import type { Act } from '../act.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

export const signals: Act = {
  name: 'a signal to stop, once or twice',
  async attempt(subject, random) {
    const signal = SIGNALS[random.below(SIGNALS.length)]!;
    const twice = random.below(3) === 0;
    const line = subject.lineOf(0.7 * random.uniform());
    const ended = await subject.run((_event, child, nth) => {
      if (nth === line) child.kill(signal);
      if (nth === line && twice) child.kill(signal);
    });
    const stopped = ended.status === 130 || (twice && ended.signal === signal);
    const wrong = stopped ? [] : [`${signal} ended it with ${ended.status ?? ended.signal}: ${ended.stderr}`];
    return [...wrong, ...(await subject.losses([ended]))];
  },
};
