import {
  type Database,
  findSweep,
  type HistoryRow,
  type LeaderboardOptions,
  type LeaderboardRow,
  listSweeps,
  openDatabase,
  leaderboard as queryLeaderboard,
  type StoredOutput,
  type SweepInfo,
  type SweepListing,
  type TrialRecord,
  trialHistory,
  trialOutput,
  trialRecords,
} from '../store/index.ts';

/** A sweep by its name (the latest of that name) or its number. */
export type SweepName = string | number;

/** The results in a database, to be read while sweeps run and afterwards. It never writes. */
export class Store {
  private readonly db: Database;

  /** See {@link openStore}. */
  constructor(db: Database) {
    this.db = db;
  }

  /** All sweeps, the latest first. */
  sweeps(): SweepListing[] {
    return listSweeps(this.db);
  }

  /**
   * The sweep of that name, or the latest of all.
   * @throws SweepError `sweep_not_found`.
   */
  sweep(name?: SweepName): SweepInfo {
    return findSweep(this.db, name);
  }

  /** The trials of a sweep, by number, each with its parameters, metrics and state. */
  trials(sweep?: SweepName): TrialRecord[] {
    return trialRecords(this.db, this.sweep(sweep).id);
  }

  /** All reports of a trial, by step; `trialId` is that of {@link trials}. */
  history(trialId: number): HistoryRow[] {
    return trialHistory(this.db, trialId);
  }

  /** The output of a trial; of a long output, the beginning and the end. */
  output(trialId: number): StoredOutput[] {
    return trialOutput(this.db, trialId);
  }

  /**
   * The ranked configurations of a sweep, best first.
   * @throws SweepError `filter_invalid` for a wrong filter or sort key.
   */
  leaderboard(sweep?: SweepName, options: LeaderboardOptions = {}): readonly LeaderboardRow[] {
    return queryLeaderboard(this.db, this.sweep(sweep).id, options);
  }

  close(): void {
    this.db.close();
  }
}

/**
 * Opens a database of sweeps for reading.
 * @throws SweepError `database_unusable` if it is missing or no database, `database_newer`.
 */
export function openStore(path = 'runs.db'): Store {
  return new Store(openDatabase(path, { readonly: true }));
}

/** See {@link Store.leaderboard}; the latest sweep if none is named. */
export function leaderboard(
  store: Store,
  sweep?: SweepName,
  options?: LeaderboardOptions,
): readonly LeaderboardRow[] {
  return store.leaderboard(sweep, options);
}
