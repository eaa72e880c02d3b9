import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { ERROR_CODES, fromWire, SweepError, systemCode, type WireError } from '../../../errors.ts';
import { packageFile } from '../../../package.ts';

/** Characters kept of the end of a process's output: an error is at the end. */
const MOST_CHARACTERS = 64 * 1024;

export interface OwnCommand {
  /** The words after `sweep`; `--json` is added, which gives errors as data. */
  readonly words: readonly string[];
  /** Folder of its temporary files. */
  readonly temporary: string;
  readonly mostMs: number;
}

/**
 * Runs a command line of this program in a process of its own, to its end. An aborted signal kills it.
 * @throws SweepError with the command's error; `export_failed` if it ended without one, or took longer than
 * allowed.
 */
export async function runOwnCommand(
  { words, temporary, mostMs }: OwnCommand,
  signal: AbortSignal,
): Promise<void> {
  const { SWEEP_DEBUG: _, ...env } = process.env;
  const child = spawn(process.execPath, [packageFile('bin/sweep.js'), '--json', ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...env, TMPDIR: temporary, TMP: temporary, TEMP: temporary },
    windowsHide: true,
  });
  let isLate = false;
  // It writes to a private folder only, so it need not end in an orderly way.
  const kill = (): void => void child.kill('SIGKILL');
  const timer = setTimeout(() => {
    isLate = true;
    kill();
  }, mostMs);
  signal.addEventListener('abort', kill, { once: true });
  process.on('exit', kill);
  if (signal.aborted) kill();
  try {
    const { status, killedBy, output } = await ended(child);
    signal.throwIfAborted();
    if (isLate) throw tooLong(words, mostMs);
    if (status !== 0) throw errorIn(output) ?? brokenOff(status, killedBy);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', kill);
    process.off('exit', kill);
  }
}

function ended(child: ChildProcessByStdio<null, null, Readable>) {
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-MOST_CHARACTERS);
  });
  return new Promise<{ status: number | null; killedBy: NodeJS.Signals | null; output: string }>(
    (resolve, reject) => {
      child.once('error', (error) => reject(notStarted(error)));
      child.once('close', (status, killedBy) => resolve({ status, killedBy, output }));
    },
  );
}

/** The error that `--json` gives on a line of its own; the last one if there are several. */
function errorIn(output: string): SweepError | undefined {
  for (const line of output.split('\n').reverse()) {
    const wire = line.startsWith('{"error":') ? readError(line) : undefined;
    if (wire) return fromWire(wire);
  }
  return undefined;
}

function readError(line: string): WireError | undefined {
  try {
    const { code, message, hint } = (JSON.parse(line) as { error: WireError }).error;
    if (!Object.hasOwn(ERROR_CODES, code) || typeof message !== 'string') return undefined;
    return { code, message, ...(isOfUse(hint) ? { hint } : {}) };
  } catch {
    return undefined;
  }
}

/** Whether a hint helps a reader, who did not choose the path. */
function isOfUse(hint: string | undefined): hint is string {
  return hint !== undefined && !/--(out|force)\b/.test(hint);
}

function brokenOff(status: number | null, killedBy: NodeJS.Signals | null): SweepError {
  const ending =
    killedBy === 'SIGKILL'
      ? 'was killed, as a system does that is short of memory'
      : killedBy === null
        ? `ended with status ${status} and printed nothing`
        : `was ended by ${killedBy}`;
  return new SweepError('export_failed', `The export broke off: its process ${ending}.`, 'Try it once more.');
}

function tooLong(words: readonly string[], mostMs: number): SweepError {
  const message = `The export was not done after ${mostMs / 60_000} minutes and was ended.`;
  return new SweepError('export_failed', message, `In a terminal it has all the time: sweep ${words[0]} …`);
}

/** A lack of file descriptors has an error of its own, see `toWire`. */
function notStarted(error: Error): Error {
  const code = systemCode(error);
  if (code === 'EMFILE' || code === 'ENFILE') return error;
  return new SweepError(
    'export_failed',
    `The export could not be started: ${error.message}.`,
    undefined,
    error,
  );
}
