import type { TrainableKind } from '../../trainable/index.ts';
import { anyResults } from './any.ts';
import { networkResults } from './network.ts';
import type { Results } from './results.ts';

const RESULTS: Readonly<Record<TrainableKind, Results>> = {
  network: networkResults,
  program: anyResults,
  module: anyResults,
};

/** How the results of a trainable are shown; a database may hold trainables of a later version. */
export function resultsOf(kind: string): Results {
  return RESULTS[kind as TrainableKind] ?? anyResults;
}
