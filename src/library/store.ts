import {
  type ComparedGroup,
  comparisonJson,
  type GroupComparison,
  readComparison,
} from '../comparison/index.ts';
import { safetensorsBytes } from '../export/safetensors.ts';
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

export interface CompareOptions {
  /** Sweeps, the latest if absent, or trials such as `cnn/12`, whose configurations are compared by all their seeds. */
  readonly names?: readonly SweepName[];
  /** `model`, `sweep` or parameters, joined by commas; if absent, as `sweep compare` chooses. */
  readonly by?: string;
}

/** See {@link Store.compare}. */
export interface SweepComparison extends Pick<GroupComparison, 'by' | 'checks'> {
  /** In the order of their values. */
  readonly groups: readonly Pick<
    ComparedGroup,
    'value' | 'best' | 'distribution' | 'tested' | 'effort' | 'costs'
  >[];
  /** The best group with each of the others, in words as well. */
  readonly comparisons: ReturnType<typeof comparisonJson>;
}

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

  /**
   * Groups of configurations against each other, or trials, as `sweep compare` has it: the best of each group, and verdicts with all
   * that they rest on.
   * @throws SweepError `nothing_to_compare`, `dataset_mismatch`, `sweep_not_found`, `trial_not_found` or `filter_invalid`.
   */
  compare({ names = [], by }: CompareOptions = {}): SweepComparison {
    const read = readComparison(this.db, { names, by }, safetensorsBytes);
    return {
      by: read.by,
      groups: read.groups.map(({ value, best, distribution, tested, effort, costs }) => ({
        value,
        best,
        distribution,
        tested,
        effort,
        costs,
      })),
      comparisons: comparisonJson(read.comparisons),
      checks: read.checks,
    };
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

/** See {@link Store.compare}. */
export function compare(store: Store, options?: CompareOptions): SweepComparison {
  return store.compare(options);
}
