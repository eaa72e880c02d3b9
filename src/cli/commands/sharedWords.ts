import { integer, required, text, texts } from '../commandLine/option.ts';
import type { TrialWords } from '../exporting/readTrial.ts';

export const trial = required('a trial', 'Its number, sweep/number or best');

export const sweep = text('Name or id; the latest if absent');

/** The option that names the sweep of a trial, in place of `sweep/number`. */
export const sweepOfTrial = text('Name or id of its sweep; the latest if absent');

/** Whether a command that takes sweeps is given none, and so means the latest. */
export function meansLatest({ sweep = [] }: { readonly sweep?: string | readonly string[] | undefined }) {
  return sweep.length === 0;
}

/** The same for a command that takes a trial. */
export function meansTrialOfLatest({ trial, sweep }: TrialWords): boolean {
  return sweep === undefined && !trial.includes('/');
}

/** Options that change a spec. */
export const overrides = {
  workers: integer('Trials at once, 1 to 256 (default: the cores)', { least: 1, most: 256 }),
  seed: integer("Replaces the spec's seed", { least: 0, most: 2 ** 31 - 1 }),
  set: texts('KEY=VALUE: replaces a key or parameter of the spec; as often as needed'),
};
