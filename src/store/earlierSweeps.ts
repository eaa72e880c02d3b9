import type { Configuration } from '../configuration.ts';
import type { SharedSetup } from '../trainable/trainable.ts';
import type { ObservedTrial, SweepStart } from './store.ts';

/** An earlier sweep that another one may learn from. */
export interface EarlierSweep
  extends Pick<SweepStart, 'name' | 'seed' | 'metric' | 'trainable' | 'identity'> {
  readonly id: number;
  /** Whether it is a sweep of another database than the one that asks. */
  readonly isElsewhere: boolean;
  /** Its configurations in the order of the search, with their trials except deleted ones. */
  readonly proposed: readonly {
    readonly configuration: Configuration;
    readonly trials: readonly ObservedTrial[];
  }[];
}

/** The questions that a search asks of the database before it begins. */
export interface EarlierSweeps {
  /**
   * The sweep of that id or name, the latest of several; in the database at that path, which is only read,
   * where one is given.
   * @throws SweepError if that database is missing, of another version of sweep, or cannot be read.
   */
  earlierSweep(nameOrId: string, path?: string): EarlierSweep | undefined;
  /** The stored setup that the trials of the sweep of that identity share; undefined if it has not begun. */
  sharedOf(identity: string): SharedSetup | undefined;
}
