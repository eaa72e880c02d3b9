import { closeSync, openSync, readFileSync } from 'node:fs';
import { devNull } from 'node:os';
import type { WireError } from './errors.ts';

/** The limit that most systems set; a dashboard's first page loads some 250 files at once. */
const USUAL_LIMIT = 1024;

const OUT_OF_FILES = ['EMFILE', 'ENFILE'];
/** Errors of a module, an addon or a thread that does not load although its file is there. */
const NOT_LOADED = [
  'ERR_MODULE_NOT_FOUND',
  'MODULE_NOT_FOUND',
  'ERR_DLOPEN_FAILED',
  'ERR_WORKER_INIT_FAILED',
];

/** Read at the start: a process that has run out of files cannot open one to ask. */
const LIMIT = readLimit();

const TOO_FEW_FILES: WireError = {
  code: 'too_few_files',
  message: `This process may open ${LIMIT === undefined ? 'no more files' : `${LIMIT} files at once`}, and needs more.`,
  hint: `Raise the limit in the shell (\`ulimit -n ${USUAL_LIMIT}\`) and call the command again.`,
};

/**
 * The error of a process that may not open as many files as it needs; undefined if the error has another
 * cause.
 */
export function lackOfFiles(error: unknown): WireError | undefined {
  const codes = codesOf(error);
  const isLow = LIMIT !== undefined && LIMIT < USUAL_LIMIT;
  if (!codes.some((code) => OUT_OF_FILES.includes(code) || (isLow && NOT_LOADED.includes(code))))
    return undefined;
  return TOO_FEW_FILES;
}

/** The same for an error that does not name its cause, such as SQLite's. */
export function lacksFilesNow(): WireError | undefined {
  const opened: number[] = [];
  try {
    // A database needs three: its file, its WAL and the WAL's index.
    for (let i = 0; i < 4; i++) opened.push(openSync(devNull, 'r'));
    return undefined;
  } catch (error) {
    return lackOfFiles(error);
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
  }
}

/** The codes of an error and of what caused it. */
function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (let each = error; each instanceof Error; each = each.cause) {
    if ('code' in each && typeof each.code === 'string') codes.push(each.code);
  }
  return codes;
}

/** The soft limit; undefined if the system does not tell. */
function readLimit(): number | undefined {
  try {
    const [, soft] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return soft === undefined ? undefined : Number(soft);
  } catch {
    return undefined;
  }
}
