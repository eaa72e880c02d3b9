import { SweepError } from '../errors.ts';
import { shellWord } from '../shellWord.ts';
import { type Database, type Rescued, rescue } from '../store/index.ts';
import { BrokenRun } from '../sweep/brokenRun.ts';
import { invocation } from './invocation.ts';

/**
 * Runs a sweep. If its database is removed, renamed or replaced meanwhile, the results are saved to a file.
 * `command` runs it again, without the program's name.
 * @throws BrokenRun `database_moved` in that case, which says where they are.
 */
export async function savingResults<T>(db: Database, command: string, train: () => Promise<T>): Promise<T> {
  let end: T;
  try {
    end = await train();
  } catch (error) {
    if (error instanceof BrokenRun && !db.isInPlace()) throw moved(db, command);
    throw error;
  }
  if (!db.isInPlace()) throw moved(db, command);
  return end;
}

function moved(db: Database, command: string): BrokenRun {
  const during = 'while the sweep ran';
  let rescued: Rescued;
  try {
    rescued = rescue(db);
  } catch (error) {
    const says = `The database ${db.path} was removed or replaced ${during}, and its results could not be saved`;
    const why = error instanceof Error ? error.message : String(error);
    return new BrokenRun(new SweepError('database_moved', `${says}: ${why}`, undefined, error), '');
  }
  const { fate, path } = rescued;
  const error = new SweepError('database_moved', `The database ${db.path} ${fate} ${during}.`);
  const next = `${invocation()} ${command} --db ${shellWord(path)}`;
  const places = path === db.path ? 'It is whole again, with all results' : `All results are in ${path}`;
  return new BrokenRun(error, `${places}; \`${next}\` goes on from there.`);
}
