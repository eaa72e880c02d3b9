import {
  type Assignment,
  type Configuration,
  canonicalJson,
  type ParameterValue,
} from '../../configuration.ts';
import { Random } from '../../random.ts';
import { existing } from '../../space/conditions.ts';
import type { SearchSettings } from './searchSpace.ts';

/** Number of assignments that show which parameters a configuration has under other names. */
const SAMPLES = 64;

/** With more combinations, the assigned one is not searched for. */
const MOST_COMBINATIONS = 2000;

/**
 * The values assigned to parameters that a configuration expresses by others, such as `num_layers` and
 * `hidden_size`, which become `units`: found by trying their possible values. A parameter that changes
 * nothing there has no value.
 */
export function wordsOf(settings: SearchSettings): (configuration: Configuration) => Assignment {
  const words = translatedOf(settings);
  const grids = words.map((name) => settings.space.get(name)!.grid());
  const count = grids.reduce((product, grid) => product * (grid?.size ?? Infinity), 1);
  if (words.length === 0 || count > MOST_COMBINATIONS) return () => ({});
  return (configuration) => {
    const others = othersOf(settings, configuration, words);
    const wanted = canonicalJson(configuration);
    const isWanted = (values: Assignment) =>
      canonicalJson(settings.configure({ ...others, ...values })) === wanted;
    for (let combination = 0; combination < count; combination++) {
      const values: Record<string, ParameterValue> = {};
      let left = combination;
      for (const [index, name] of words.entries()) {
        const { size, at } = grids[index]!;
        values[name] = at(left % size);
        left = Math.floor(left / size);
      }
      if (!isWanted(values)) continue;
      const effective = words.filter((name, index) => {
        const { size, at } = grids[index]!;
        return [at(0), at(size - 1)].some((value) => !isWanted({ ...values, [name]: value })) || size === 1;
      });
      return Object.fromEntries(effective.map((name) => [name, values[name]!]));
    }
    return {};
  };
}

/** Parameters that no configuration has, or that one has with a value other than the assigned one. */
function translatedOf({ space, names, configure }: SearchSettings): string[] {
  const absent = new Set(names);
  const changed = new Set<string>();
  for (let sample = 0; sample < SAMPLES; sample++) {
    const random = Random.of(0, 'words', sample);
    const drawn = Object.fromEntries(names.map((name) => [name, space.get(name)!.sample(random)]));
    const assigned = existing(space, drawn);
    const configuration = configure(assigned);
    for (const name of names) {
      // A parameter that does not exist is absent from the configuration or has its default.
      if (!(name in configuration && name in assigned)) continue;
      absent.delete(name);
      if (JSON.stringify(configuration[name]) !== JSON.stringify(assigned[name])) changed.add(name);
    }
  }
  return names.filter((name) => absent.has(name) || changed.has(name));
}

/**
 * The configuration's values of the other parameters; those that it lacks have no effect, whatever their
 * value.
 */
function othersOf(
  { space, names }: SearchSettings,
  configuration: Configuration,
  words: readonly string[],
): Assignment {
  const others = names.filter((name) => !words.includes(name));
  return Object.fromEntries(
    others.map((name) => [name, configuration[name] ?? space.get(name)!.decode(0.5)]),
  );
}
