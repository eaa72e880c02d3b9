import { integer, required, texts } from '../commandLine/option.ts';

export const trial = required('a trial', 'Its number, sweep/number or best');

/** Options that change a spec. */
export const overrides = {
  workers: integer('Trials at once, 1 to 256 (default: the cores)', { least: 1, most: 256 }),
  seed: integer("Replaces the spec's seed", { least: 0, most: 2 ** 31 - 1 }),
  set: texts('KEY=VALUE: replaces a key or parameter of the spec; as often as needed'),
};
