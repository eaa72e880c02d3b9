import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, resolve } from 'node:path';
import { SweepError, systemCode } from '../../errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The file that a word of a command starts, as the system finds it; undefined if there is none. */
export function findExecutable(
  word: string,
  directory: string,
  environment: Environment,
): string | undefined {
  if (word.includes('/') || isAbsolute(word)) {
    const file = resolve(directory, word);
    return isExecutable(file) ? file : undefined;
  }
  const extensions = process.platform === 'win32' ? (environment.PATHEXT ?? '.EXE;.CMD').split(';') : [''];
  return (environment.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => extensions.map((extension) => resolve(directory, folder, word + extension)))
    .find(isExecutable);
}

/** W&B's `python`, or `python3` if a system has only that. */
export function pythonWord(directory: string, environment: Environment): string {
  const has = (word: string) => findExecutable(word, directory, environment) !== undefined;
  return !has('python') && has('python3') ? 'python3' : 'python';
}

/**
 * The word of a command line that is run in the end: `env` runs the first word after it that sets no
 * variable.
 */
export function startedWord(words: readonly string[]): string | undefined {
  const isEnv = words[0] === 'env' || words[0] === '/usr/bin/env';
  return isEnv ? words.slice(1).find((word) => !/^[A-Za-z_]\w*=/.test(word)) : words[0];
}

/**
 * @throws SweepError `program_not_found` if a command cannot be started.
 */
export function requireExecutable(word: string, directory: string, environment: Environment): string {
  const found = findExecutable(word, directory, environment);
  if (found !== undefined) return found;
  if (!word.includes('/')) {
    const hint = /^python[\d.]*$/.test(word)
      ? 'Activate the environment that has it, or name another one in `command`.'
      : 'Install it, or write its path in `command`.';
    throw new SweepError('program_not_found', `There is no ${word} on the PATH.`, hint);
  }
  const file = resolve(directory, word);
  const problem = isThere(file)
    ? {
        message: `${file} cannot be executed.`,
        hint: `chmod +x ${word}, or name its interpreter in \`command\`.`,
      }
    : { message: `There is no file ${file}.`, hint: 'Paths of a command begin at the folder of the spec.' };
  throw new SweepError('program_not_found', problem.message, problem.hint);
}

/**
 * @throws SweepError `program_not_found` if the spec's program is no file that can be read.
 */
export function requireProgram(program: string, directory: string): void {
  const file = resolve(directory, program);
  const hint = 'A program’s path begins at the folder of the spec.';
  const refused = (why: string) => new SweepError('program_not_found', why, hint);
  try {
    accessSync(file, constants.R_OK);
  } catch (error) {
    throw refused(systemCode(error) === 'EACCES' ? `${file} cannot be read.` : `There is no file ${file}.`);
  }
  if (!statSync(file).isFile()) throw refused(`${file} is no file.`);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function isThere(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}
