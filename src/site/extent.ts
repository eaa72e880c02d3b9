import { Boards, type Database, findSweep } from '../store/index.ts';
import type { Extent } from './places.ts';

/** The parts of a sweep that its site has, and the numbers of all its trials. */
export function extentOf(db: Database, sweepId: number): Extent & { readonly trials: readonly number[] } {
  return db.read(() => {
    const boards = new Boards(db);
    const ranked = boards.leaderboard(sweepId, { by: 'trial' }).filter(({ rank }) => rank !== null);
    return {
      sweep: findSweep(db, sweepId),
      ranks: new Map(ranked.map(({ trials }, place) => [trials[0]!, place])),
      varying: boards.varyingParameters(sweepId).length,
      trials: boards.trials(sweepId).map(({ number }) => number),
    };
  });
}
