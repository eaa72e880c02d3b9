import { setTimeout } from 'node:timers/promises';
import { connect } from '../../../src/store/sqlite.ts';
import type { Act } from '../act.ts';

/** Longer than the busy timeout of SQLite in this program. */
const LONGEST_MS = 14_000;

export const foreignLock: Act = {
  name: 'a lock that another program holds',
  async attempt(subject, random) {
    const line = subject.lineOf(0.7 * random.uniform());
    let unlocked: Promise<void> | undefined;
    const ended = await subject.run((_event, _child, nth) => {
      if (nth === line) unlocked = hold(subject.database, 200 + random.below(LONGEST_MS));
    });
    await unlocked;
    const wrong = ended.status === 0 ? [] : [`it ended with ${ended.status}: ${ended.stderr}`];
    return [...wrong, ...(await subject.losses([ended]))];
  },
};

async function hold(database: string, ms: number): Promise<void> {
  const sqlite = connect(database);
  sqlite.exec('BEGIN IMMEDIATE');
  await setTimeout(ms);
  sqlite.exec('ROLLBACK');
  sqlite.close();
}
