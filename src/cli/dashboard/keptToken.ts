import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isToken, newToken } from '../../server/index.ts';
import { userCache } from '../../userCache.ts';

/**
 * The token of a database's dashboard on this machine, the same in every run, so that a bookmark stays valid.
 * It is kept in a file that only its user can read; a file that others could read, or could have written, is
 * replaced. If no file can be kept, the token is a new one.
 * @param database Absolute path.
 */
export function keptToken(
  database: string,
  folder = join(userCache(process.env, homedir()), 'tokens'),
): string {
  const file = join(folder, createHash('sha256').update(database).digest('hex').slice(0, 32));
  return readToken(file) ?? keep(file, folder, newToken());
}

function readToken(file: string): string | undefined {
  try {
    const { mode, uid } = lstatSync(file);
    // On Windows, the folder decides who may read.
    const isMine = process.getuid === undefined || (uid === process.getuid() && (mode & 0o077) === 0);
    const text = isMine ? readFileSync(file, 'utf8') : '';
    return isToken(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

function keep(file: string, folder: string, token: string): string {
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    rmSync(unfinished, { force: true });
    writeFileSync(unfinished, token, { mode: 0o600, flag: 'wx' });
    renameSync(unfinished, file);
  } catch {
    // The home folder cannot be written: the link is valid until the server ends.
  }
  return token;
}
