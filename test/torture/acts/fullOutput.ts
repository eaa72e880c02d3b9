import { closeSync, existsSync, openSync } from 'node:fs';
import type { Act } from '../act.ts';
import { contents } from '../contents.ts';

const FULL = '/dev/full';

export const fullOutput: Act = {
  name: 'a disk that is full under standard output',
  missing: () => (existsSync(FULL) ? undefined : `there is no ${FULL} here`),
  async attempt(subject) {
    const stdout = openSync(FULL, 'w');
    const ended = await subject.run(undefined, { stdout }).finally(() => closeSync(stdout));
    const states = [...contents(subject.database).facts].filter((fact) => fact.startsWith('trial '));
    const done = states.length === 6 && states.every((fact) => fact.endsWith(' completed'));
    return done ? [] : [`it ended with ${ended.status} and ${states.join(', ')}: ${ended.stderr}`];
  },
};
