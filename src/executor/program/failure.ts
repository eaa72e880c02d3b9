import { constants } from 'node:os';
import { systemCode, toWire, type WireError } from '../../errors.ts';
import type { ProcessEnd } from './trialProcess.ts';

/** Exit code of `env` and shells if the program that they are to start does not exist. */
const NOT_FOUND = 127;

const MOST_CHARACTERS = 600;

/**
 * Why a trial failed whose program ended like this; undefined if it ended well. `lastLine` is the last line
 * of its output.
 */
export function failureOf(
  end: ProcessEnd,
  words: readonly string[],
  lastLine: string,
): WireError | undefined {
  if (end.error) return startFailure(end.error, words);
  if (end.code === 0) return undefined;
  const ending = end.signal ? `was ended by the signal ${end.signal}` : `ended with exit code ${end.code}`;
  const shown = lastLine.length > MOST_CHARACTERS ? `${lastLine.slice(0, MOST_CHARACTERS)}…` : lastLine;
  const quoted = shown ? ` Its last line: ${shown}` : '';
  const hint = hintOf(end);
  return {
    code: end.code === NOT_FOUND ? 'program_not_found' : 'program_failed',
    message: `The program ${ending}.${quoted}`,
    ...(hint ? { hint } : {}),
  };
}

export function timeoutFailure(timeoutMs: number): WireError {
  return {
    code: 'trial_timeout',
    message: `The trial took longer than its trial_timeout of ${timeoutMs / 1000} s and was ended.`,
    hint: 'Give the spec a longer `trial_timeout`, or let the program do less.',
  };
}

function startFailure(error: Error, words: readonly string[]): WireError {
  const program = words[0]!;
  switch (systemCode(error)) {
    case 'ENOENT':
      return notFound(`There is no ${program}, or its folder is gone.`);
    case 'EACCES':
      return notFound(`${program} may not be executed.`, `chmod +x ${program}`);
    case 'ENOEXEC':
      return notFound(
        `${program} is no program that this system can start.`,
        'A script begins with a line #!.',
      );
    case 'E2BIG':
      return {
        code: 'program_failed',
        message: 'The parameters are longer than a command line may be.',
        hint: 'Hand them over as a file: `${args_json_file}` in `command`.',
      };
    default:
      return toWire(error, 'program_failed');
  }
}

function notFound(message: string, hint?: string): WireError {
  return { code: 'program_not_found', message, ...(hint ? { hint } : {}) };
}

/** A shell reports a signal as 128 plus its number. */
function hintOf({ code, signal }: ProcessEnd): string | undefined {
  const isKilled = signal === 'SIGKILL' || code === 128 + constants.signals.SIGKILL;
  return isKilled
    ? 'Linux kills processes that take too much memory; see `dmesg`, or use fewer --workers.'
    : undefined;
}
