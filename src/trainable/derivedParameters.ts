import type { Configuration } from '../configuration.ts';
import { formatValue } from '../trial/varying.ts';
import type { Trainable } from './trainable.ts';

/** The names for which a configuration was found to have the defaults: a sweep grows by few configurations. */
const known = new WeakMap<Configuration, string>();

/**
 * Those of some parameters that nobody varied, though their values differ: in every configuration, they have
 * the default that follows from its other values, such as the learning rate of an optimizer. `searched` are
 * the parameters that the spec varies.
 */
export function derivedParameters(
  trainable: Pick<Trainable, 'configure' | 'outermost'>,
  varying: readonly string[],
  searched: readonly string[],
  configurations: Iterable<Configuration>,
): string[] {
  let left = varying.filter((name) => !searched.includes(name) && !trainable.outermost.includes(name));
  for (const configuration of configurations) {
    if (left.length === 0) return left;
    const key = left.join();
    if (known.get(configuration) === key) continue;
    if (haveDefaults(trainable, configuration, left)) known.set(configuration, key);
    else left = left.filter((name) => haveDefaults(trainable, configuration, [name]));
  }
  return left;
}

function haveDefaults(
  { configure }: Pick<Trainable, 'configure'>,
  configuration: Configuration,
  names: readonly string[],
): boolean {
  const others = Object.entries(configuration).filter(([name]) => !names.includes(name));
  const defaults = configure(Object.fromEntries(others));
  return names.every((name) => formatValue(defaults[name]) === formatValue(configuration[name]));
}
