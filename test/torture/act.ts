import type { Random } from '../../src/random.ts';
import type { Search } from './searches.ts';
import type { Subject } from './subject.ts';

/** A way to disturb a run. */
export interface Act {
  readonly name: string;
  /** The search to disturb, if not each of `SEARCHES` in turn. */
  readonly search?: Search;
  /** Number of disturbances in one round; 1 if absent. */
  readonly hurtsInRound?: number;
  /** Reason why it cannot be tried on this machine; undefined if it can. */
  missing?(): string | undefined;
  /** Disturbs one run and returns what was lost or claimed wrongly; an empty list is right. */
  attempt(subject: Subject, random: Random): Promise<string[]>;
}
