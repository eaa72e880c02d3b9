import {
  type Assignment,
  type Configuration,
  canonicalJson,
  type ParameterValue,
} from '../../configuration.ts';
import { Random } from '../../random.ts';
import { existing } from '../../space/conditions.ts';
import type { SearchSettings } from './searchSpace.ts';

/** So many assignments show which parameters a configuration has by other names. */
const SAMPLES = 64;

/** Of more combinations than this the one that was assigned is not looked for. */
const MOST_COMBINATIONS = 2000;

/**
 * What was assigned to parameters that a configuration says in other words, such as `num_layers` and `hidden_size`,
 * which become `units`: found by trying what they may be. A parameter that changes nothing there has no value.
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

/** Parameters that no configuration has, or that one has with another value than was assigned. */
function translatedOf({ space, names, configure }: SearchSettings): string[] {
  const absent = new Set(names);
  const changed = new Set<string>();
  for (let sample = 0; sample < SAMPLES; sample++) {
    const random = Random.of(0, 'words', sample);
    const drawn = Object.fromEntries(names.map((name) => [name, space.get(name)!.sample(random)]));
    const assigned = existing(space, drawn);
    const configuration = configure(assigned);
    for (const name of names) {
      // Where one does not exist, the configuration has a default of it or nothing.
      if (!(name in configuration && name in assigned)) continue;
      absent.delete(name);
      if (JSON.stringify(configuration[name]) !== JSON.stringify(assigned[name])) changed.add(name);
    }
  }
  return names.filter((name) => absent.has(name) || changed.has(name));
}

/** What a configuration says of the other parameters; those that it lacks have no effect, whatever they are. */
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
