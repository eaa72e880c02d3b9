import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Act } from '../act.ts';
import { withoutFaketime } from './clock.ts';

export const clockSetBack: Act = {
  name: 'the clock set back or forward while it runs',
  missing: withoutFaketime,
  async attempt(subject, random) {
    const clock = join(subject.folder, 'clock');
    const set = (shift: string) => writeFileSync(clock, shift);
    const shift = `${random.below(3) ? '-' : '+'}${1 + random.below(72)}h`;
    const line = subject.lineOf(0.7 * random.uniform());
    const isKilled = random.below(2) === 0;
    set('+0h');
    const start = {
      before: ['faketime', '-f', '+0h'],
      env: { FAKETIME_TIMESTAMP_FILE: clock, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' },
    };
    const ended = await subject.run((_event, child, nth) => {
      if (nth !== line) return;
      set(shift);
      if (isKilled) child.kill('SIGKILL');
    }, start);
    const right = isKilled ? ended.signal === 'SIGKILL' || ended.status === 0 : ended.status === 0;
    const wrong = right ? [] : [`${shift}: it ended with ${ended.status ?? ended.signal}: ${ended.stderr}`];
    return [...wrong, ...(await subject.losses([ended], start))];
  },
};
