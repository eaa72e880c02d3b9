import type { Configuration } from '../configuration.ts';
import type { SharedSetup } from '../trainable/trainable.ts';
import type { ObservedTrial, SweepStart } from './store.ts';

/** A sweep that was run before, as another may learn from it. */
export interface EarlierSweep
  extends Pick<SweepStart, 'name' | 'seed' | 'metric' | 'trainable' | 'identity'> {
  readonly id: number;
  /** Its configurations in the order of the search, with their trials but for those that were deleted. */
  readonly proposed: readonly {
    readonly configuration: Configuration;
    readonly trials: readonly ObservedTrial[];
  }[];
}

/** What a search asks of the database before it begins. */
export interface EarlierSweeps {
  /** The sweep of that name, the latest where there are several, or of that id. */
  earlierSweep(nameOrId: string): EarlierSweep | undefined;
  /** What was stored as shared by the trials of the sweep of that identity; undefined where it has not begun. */
  sharedOf(identity: string): SharedSetup | undefined;
}
