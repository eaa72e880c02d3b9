import type { Departure } from '../analysis/index.ts';
import type { Configuration } from '../configuration.ts';
import type { PlannedTrial } from '../store/store.ts';

/** Trials that follow a search. */
export interface Round {
  /** Pruned trials that go on, further seeds of the best configurations, or those of a race. */
  readonly kind: 'thaw' | 'finals' | 'confirm';
  /** Number of their configurations. */
  readonly configurations: number;
  readonly trials: readonly PlannedTrial[];
  /** Of a race: where it is. */
  readonly race?: RaceNews;
}

/** A race as a round of it begins. */
export interface RaceNews {
  /** Number of seeds that its contenders have after this round. */
  readonly seeds: number;
  /** Most trials that follow this round. */
  readonly toCome: number;
  /** Those that left since the round before. */
  readonly left: readonly Left[];
}

/** A configuration that left a race, and the one that was ahead of it, if that is why. */
export type Left = Departure & { readonly configuration: Configuration; readonly ahead?: Configuration };

/** The configurations behind departures, whose contenders are indices in this list. */
export function leftOf(departures: readonly Departure[], contenders: readonly Configuration[]): Left[] {
  return departures.map((departure) => ({
    ...departure,
    configuration: contenders[departure.contender]!,
    ...(departure.why === 'behind' ? { ahead: contenders[departure.leader]! } : {}),
  }));
}

/**
 * The rounds that follow a search. Each depends on recorded data alone and begins when the one before it has ended, so that it
 * is the same however many trials run at once, and whether the sweep was interrupted or not.
 */
export interface FollowUp {
  /** Whether no round follows what the search has proposed so far. */
  readonly isOver: boolean;
  /** Whether the search had ended, and has proposed nothing since. */
  readonly hasBegun: boolean;
  /** Trials of the search, which may change the rounds that follow. */
  plannedInSearch(trials: readonly PlannedTrial[]): void;
  /** Most trials that are still to be planned for a search of that many configurations. */
  finalsToCome(configurations: number): number;
  /**
   * Records the trials of the next round; undefined if none follows. To be called once the search has ended;
   * `mayThaw` unless it ended for lack of time.
   */
  plan(mayThaw: boolean): Round | undefined;
  /** Must be called once the planned round is committed. */
  begun(round: Round | undefined): void;
}
