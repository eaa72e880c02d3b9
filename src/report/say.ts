import type { Interval } from '../analysis/index.ts';
import type { LeaderboardRow, SweepInfo } from '../store/index.ts';
import { trialNumbers } from '../trial/trialNumbers.ts';
import { describeConfiguration } from '../trial/varying.ts';
import type { Span } from './document.ts';

/** `2026-11-26 22:57 UTC`: a time in ms since 1970, independent of time zones. */
export function moment(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** `91.20 %`. */
export function percent(share: number | null, digits = 2): string {
  return share === null ? '–' : `${(100 * share).toFixed(digits)} %`;
}

/** `90.63 % to 91.74 %`. */
export function percents({ low, high }: Interval): string {
  return `${percent(low)} to ${percent(high)}`;
}

/** `trial 3`, `trials 22–24`. */
export function trialsWords(numbers: readonly number[]): string {
  return `${numbers.length === 1 ? 'trial' : 'trials'} ${trialNumbers(numbers)}`;
}

/**
 * A row of a leaderboard by its trials and the parameters that vary: `trials 22–24 (model=cnn
 * batch_size=128)`.
 */
export function rowWords(row: LeaderboardRow, varying: readonly string[]): Span[] {
  const configuration = describeConfiguration(row.parameters, varying);
  return configuration === ''
    ? [trialsWords(row.trials)]
    : [`${trialsWords(row.trials)} (`, { code: configuration }, ')'];
}

/** `mean and standard deviation over 3 seeds`, or that there is only one seed. */
export function seedsWords({ std, replicates }: LeaderboardRow): string {
  return std === null || replicates < 2 ? 'one seed' : `mean and standard deviation over ${replicates} seeds`;
}

/** `the highest val_accuracy`, from the sweep's metric and goal. */
export function goalWords({ metric, goal }: SweepInfo): Span[] {
  return [`the ${goal === 'maximize' ? 'highest' : 'lowest'} `, { code: metric }];
}
