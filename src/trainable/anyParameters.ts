import type { Assignment, Configuration } from '../configuration.ts';

/**
 * The canonical configuration of a trainable with parameters of any name and value: all of them, sorted by
 * name.
 */
export function configureAny(assigned: Assignment): Configuration {
  return Object.fromEntries(Object.entries(assigned).sort(([a], [b]) => (a < b ? -1 : 1)));
}
