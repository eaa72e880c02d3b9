import type { Random } from '../../src/random.ts';
import type { Search } from './searches.ts';
import type { Subject } from './subject.ts';

/** One way of hurting a run. */
export interface Act {
  readonly name: string;
  /** What is hurt, where that is not each of `SEARCHES` in turn. */
  readonly search?: Search;
  /** How often one attempt hurts a run; once where absent. */
  readonly hurtsInRound?: number;
  /** Why it cannot be tried on this machine; undefined where it can. */
  missing?(): string | undefined;
  /** Hurts one run and returns what was lost or claimed wrongly; an empty list is right. */
  attempt(subject: Subject, random: Random): Promise<string[]>;
}
