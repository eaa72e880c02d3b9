import { type Database, type LeaderboardRow, labels } from '../store/index.ts';
import { readTrainings, type Trained } from './trained.ts';
import { type Basis, verdictOf, weigh } from './weigh.ts';

/** How a row of a leaderboard stands beside the best one. */
export interface Beside {
  /** `alike`: the two cannot be told apart; `ahead`: better by what was compared, though not by the metric that ranks. */
  readonly standing: 'alike' | 'behind' | 'ahead';
  readonly basis: Exclude<Basis, 'nothing'>;
}

const STANDINGS = { better: 'behind', undecided: 'alike', worse: 'ahead' } as const;
/** Rows of so many pages are remembered. */
const MOST_KEPT = 20_000;

/**
 * The standing of rows of a sweep's leaderboard beside its best one, each pair judged by itself. A result is remembered
 * for as long as the trials of both rows are the same, so that a page asked for again reads no predictions.
 */
export class BesideBest {
  private readonly db: Database;
  private readonly known = new Map<string, Beside | undefined>();

  constructor(db: Database) {
    this.db = db;
  }

  /** Undefined for the best row itself, a row without a rank, and one about which the trials of the two tell nothing. */
  of(best: LeaderboardRow, rows: readonly LeaderboardRow[]): (Beside | undefined)[] {
    return this.db.read(() => {
      let first: Trained | undefined;
      return rows.map((row) => {
        if (row.rank === null || stateOf(row) === stateOf(best)) return undefined;
        const key = `${stateOf(best)} ${stateOf(row)}`;
        if (this.known.has(key)) return this.known.get(key);
        first ??= this.read(best, labels(this.db, best.sweep, 'test'));
        const beside = standing(first, this.read(row, first.truth));
        if (this.known.size >= MOST_KEPT) this.known.delete(this.known.keys().next().value!);
        this.known.set(key, beside);
        return beside;
      });
    });
  }

  private read(row: LeaderboardRow, truth: Uint16Array | undefined): Trained {
    return { name: '', row, trainings: readTrainings(this.db, row, truth), truth, classNames: [] };
  }
}

/** The same as {@link BesideBest} for whom asks once. */
export function besideBest(
  db: Database,
  best: LeaderboardRow,
  rows: readonly LeaderboardRow[],
): (Beside | undefined)[] {
  return new BesideBest(db).of(best, rows);
}

function standing(first: Trained, second: Trained): Beside | undefined {
  if (first.trainings.length === 0 || second.trainings.length === 0) return undefined;
  const weighed = weigh(first, second);
  const { basis, pValue } = weighed.judged;
  return basis === 'nothing' ? undefined : { standing: STANDINGS[verdictOf(weighed, pValue)], basis };
}

/** Changes with everything that a row's completed trials may change: an ended trial never does. */
function stateOf({ sweep, trials, replicates, state, flawed, mean }: LeaderboardRow): string {
  return `${sweep}:${trials} ${replicates} ${state} ${flawed} ${mean}`;
}
