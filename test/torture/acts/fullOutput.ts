import { closeSync, existsSync, openSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { canonicalDump } from '../../helpers/canonicalDump.ts';
import type { Act } from '../act.ts';

const FULL = '/dev/full';

export const fullOutput: Act = {
  name: 'a disk that is full under standard output',
  missing: () => (existsSync(FULL) ? undefined : `there is no ${FULL} here`),
  async attempt(subject) {
    const stdout = openSync(FULL, 'w');
    const ended = await subject.run(undefined, { stdout }).finally(() => closeSync(stdout));
    const states = () => canonicalDump(subject.database).trials.map(({ state }) => state);
    const unhurt = subject.unhurt.dump.trials.map(({ state }) => state);
    if (isDeepStrictEqual(states(), unhurt)) return [];
    return [`it ended with ${ended.status} and ${states().join(', ')}: ${ended.stderr}`];
  },
};
