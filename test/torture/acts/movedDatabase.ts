import { copyFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import type { Act } from '../act.ts';
import { contents } from '../contents.ts';
import type { Subject } from '../subject.ts';
import { missingFrom } from '../told.ts';

interface Move {
  readonly name: string;
  /** Moves the database away from the run. */
  move(database: string): void;
  /** Places where the reported facts must be found afterwards; the first one that exists counts. */
  readonly found: readonly string[];
}

const BACKUP = 'backup.db';
const OTHER = 'other.db';
const RESCUED = 'runs.db.rescued';

const MOVES: readonly Move[] = [
  { name: 'removed', move: (database) => rmSync(database), found: [RESCUED] },
  {
    name: 'removed with its WAL',
    move: (database) => {
      for (const part of ['', '-wal', '-shm']) rmSync(database + part, { force: true });
    },
    found: [RESCUED],
  },
  {
    name: 'renamed',
    move: (database) => renameSync(database, database.replace('runs.db', OTHER)),
    found: [RESCUED, OTHER],
  },
  {
    name: 'replaced by a backup',
    move: (database) => renameSync(database.replace('runs.db', BACKUP), database),
    found: [RESCUED],
  },
];

export const movedDatabase: Act = {
  name: 'the database removed, renamed or replaced',
  async attempt(subject, random) {
    const { name, move, found } = MOVES[random.below(MOVES.length)]!;
    const line = 1 + subject.lineOf(0.6 * random.uniform());
    const backup = subject.database.replace('runs.db', BACKUP);
    const spare = `${backup}.copy`;
    await writeBackup(subject, backup);
    copyFileSync(backup, spare);
    let moved = false;
    const ended = await subject.run((_event, _child, nth) => {
      if (nth !== line) return;
      move(subject.database);
      moved = true;
    });
    if (!moved) return subject.losses([ended]);
    const wrong = ended.status === 1 ? [] : [`${name}: it ended with ${ended.status}: ${ended.stderr}`];
    const place = found.map((file) => subject.database.replace('runs.db', file)).find(existsSync);
    const lost = missingFrom(place === undefined ? undefined : contents(place), ended.events);
    const wrecked =
      name.startsWith('replaced') && !readFileSync(subject.database).equals(readFileSync(spare))
        ? ['the backup that was put in its place was changed']
        : [];
    return [...wrong, ...lost.map((loss) => `${name}: ${loss}`), ...wrecked];
  },
};

/** The database of a stopped run, of which somebody kept a copy. */
async function writeBackup(subject: Subject, backup: string): Promise<void> {
  await subject.run((_event, child, nth) => nth === subject.lineOf(0.25) && child.kill('SIGINT'), {
    database: backup,
  });
}
