import type { TrialState } from '../../trial/trial.ts';
import type { LeaderboardRow } from './row.ts';

const ENDED: readonly TrialState[] = ['completed', 'pruned', 'failed'];

/**
 * Whether a configuration counts as an effort of the search: it was begun and has ended, whatever it came to. What is
 * queued, running or cancelled does not count, unless one of its trials has a value.
 */
export function isTried({ mean, state }: Pick<LeaderboardRow, 'mean' | 'state'>): boolean {
  return mean !== null || ENDED.includes(state);
}
