import { dirname, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SweepError, toWire, type WireError } from '../../errors.ts';

const MOST_CHARACTERS = 2000;

/** Why a trial failed whose trainer threw: the error's own words, and its place in the user's code. */
export function thrownByTrainer(error: unknown, path: string | undefined): WireError {
  if (error instanceof SweepError) return toWire(error);
  if (!(error instanceof Error))
    return toWire(new Error(`The trainer threw ${String(error)}.`), 'trial_crashed');
  const message = error.message || error.name;
  const named = error.name === 'Error' || error.message === '' ? message : `${error.name}: ${message}`;
  const at = path === undefined ? undefined : placeOf(error, path);
  const shortened = named.slice(0, MOST_CHARACTERS);
  return toWire(new Error(at ? `${shortened} (${at})` : shortened), 'trial_crashed');
}

/** `train.ts:12:5`, the innermost call in the trainer's folder outside of other packages. */
function placeOf({ stack = '' }: Error, path: string): string | undefined {
  const folder = dirname(path) + sep;
  for (const line of stack.split('\n')) {
    const [, file, at] =
      /^\s+at .*?\(?((?:file:\/\/)?\/[^()]+?|[A-Z]:\\[^()]+?)(?:\?[^():]*)?:(\d+:\d+)\)?$/.exec(line) ?? [];
    if (!file) continue;
    const plain = file.startsWith('file:') ? fileURLToPath(file) : file;
    if (plain.startsWith(folder) && !plain.includes('node_modules'))
      return `${relative(folder, plain)}:${at}`;
  }
  return undefined;
}
