import type { LeaderboardRow } from '../store/index.ts';

/** The numbers of a row's trials, `3` or `3–4`. */
export function trialNumbers({ trials }: LeaderboardRow): string {
  return trials.length > 1 ? `${trials[0]}–${trials.at(-1)}` : String(trials[0]);
}
