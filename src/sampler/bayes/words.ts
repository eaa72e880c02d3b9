import type { Assignment, Configuration } from '../../configuration.ts';
import type { SearchSettings } from './searchSpace.ts';

/** placeholder */
export function wordsOf(_settings: SearchSettings): (configuration: Configuration) => Assignment {
  return () => ({});
}
