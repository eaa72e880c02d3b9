import { desc } from 'drizzle-orm';
import type { ParameterValue } from '../../configuration.ts';
import { SweepError } from '../../errors.ts';
import { sweepIsThere } from '../annotations/target.ts';
import type { Database, Orm } from '../database.ts';
import { allSweeps } from '../queries/allSweeps.ts';
import { knownStates } from '../queries/knownStates.ts';
import type { SweepInfo } from '../queries/sweepInfo.ts';
import { sweeps } from '../schema.ts';
import { Board, type MakeOfRows, type SharesOf, type StepChoice } from './board.ts';
import { type ChangeReading, readingOfAll, readingOfOne } from './changeReading.ts';
import type { RowColumn } from './columns.ts';
import { filterRows, type RowOptions } from './filterRows.ts';
import type { LeaderboardRow } from './row.ts';
import type { TrialScore } from './scores.ts';

export interface LeaderboardOptions extends RowOptions {
  /** The thing that a row stands for; a configuration's row averages its replicates. */
  readonly by?: 'configuration' | 'trial' | undefined;
  /** The step whose metrics stand for a trial. */
  readonly step?: StepChoice | undefined;
}

/** The leader of a sweep. */
export interface Leader {
  /** The first row of the leaderboard. */
  readonly row: LeaderboardRow;
  /** The number of its best trial. */
  readonly trial: number;
}

/** The leaderboards of a database that is read repeatedly while it grows, such as by a dashboard. */
export class Boards {
  private readonly db: Database;
  private readonly boards = new Map<number, Board>();
  /** What a page of all sweeps has read of them. */
  private together: { readonly snapshot: number; readonly reading: ChangeReading } | undefined;

  constructor(db: Database) {
    this.db = db;
  }

  /**
   * All sweeps without anything of their trials, the latest first. Leaderboards that are asked for in the same snapshot
   * find what has changed without queries of their own.
   */
  sweeps(): readonly SweepInfo[] {
    const sweeps = allSweeps(this.db).reverse();
    const { snapshot } = this.db;
    if (snapshot !== undefined) {
      const reading = this.db.read((orm) => readingOfAll(orm, sweeps));
      this.together = { snapshot, reading };
    }
    return sweeps;
  }

  /**
   * The ranked rows of a sweep, best first; ranks are those of the whole sweep. With the metrics of each
   * trial's best step, metrics that are measured once at the end are still those of the step that was kept.
   * @throws SweepError `sweep_not_found`; `filter_invalid` for a wrong filter or sort key.
   */
  leaderboard(sweepId: number, options: LeaderboardOptions = {}): readonly LeaderboardRow[] {
    const { by = 'configuration', step = 'last' } = options;
    const board = this.board(sweepId, step);
    return filterRows(() => board.best(by, step), board.columns(), options);
  }

  /** The parameters whose values differ between the configurations of a sweep. */
  varyingParameters(sweepId: number): readonly string[] {
    return this.board(sweepId).varyingParameters();
  }

  /** Those of them that nobody varied: their values are defaults that follow from the others'. */
  derivedParameters(sweepId: number): readonly string[] {
    return this.board(sweepId).derivedParameters();
  }

  /** The others of them. */
  searchedParameters(sweepId: number): readonly string[] {
    const derived = this.derivedParameters(sweepId);
    return this.varyingParameters(sweepId).filter((name) => !derived.includes(name));
  }

  /** All columns that the leaderboard of a sweep can be sorted and filtered by. */
  columns(sweepId: number): readonly RowColumn[] {
    return this.board(sweepId).columns();
  }

  /** The values of each parameter of a sweep that varies and has few of them. */
  categories(sweepId: number): ReadonlyMap<string, readonly ParameterValue[]> {
    return this.board(sweepId).categories();
  }

  /** The metrics that the trials of a sweep report or have logged. */
  metricNames(sweepId: number): readonly string[] {
    return this.board(sweepId).metricNames();
  }

  /**
   * All trials of a sweep, by number, with where and when they ran; the result is valid until the next call.
   * @throws SweepError `sweep_not_found`.
   */
  trials(sweepId: number): readonly TrialScore[] {
    return this.board(sweepId).scores();
  }

  /** All parameters of a sweep's configurations; those that vary come first. */
  parameters(sweepId: number): readonly string[] {
    return this.board(sweepId).parameters();
  }

  /** Undefined before a trial has completed. */
  leader(sweepId: number): Leader | undefined {
    const board = this.board(sweepId);
    const [row] = board.best('configuration', 'last');
    return row && row.rank !== null ? { row, trial: board.bestReplicate(row, 'last') } : undefined;
  }

  /** The result of a function of a sweep's spec and rows, which is called again when these have changed. */
  ofRows<T>(sweepId: number, make: MakeOfRows<T>): T {
    return this.board(sweepId).ofRows(make);
  }

  /**
   * Estimated time until a sweep ends; undefined if no trial is running or no step has ended. Without
   * `sharesOf`, waiting trials are taken to do all of their steps.
   */
  timeLeftMs(sweepId: number, sharesOf?: SharesOf): number | undefined {
    return this.board(sweepId).timeLeft(sharesOf, () => knownStates(this.db, sweepId));
  }

  /** The best value so far over the completed trials of a sweep, at most 60 values. */
  optimizationHistory(sweepId: number): readonly number[] {
    return this.board(sweepId).optimizationHistory();
  }

  /**
   * Reads what pages will ask for, the latest sweep first and a part with each step, so that other requests
   * are answered between steps.
   */
  *readAhead(): Generator<void> {
    const ids = this.db.read((orm) =>
      orm.select({ id: sweeps.id }).from(sweeps).where(sweepIsThere).orderBy(desc(sweeps.id)).all(),
    );
    for (const [index, { id }] of ids.entries()) {
      this.readBoard(id, 'last');
      yield;
      if (index > 0) continue;
      this.readBoard(id, 'best');
      yield;
      this.readBoard(id, 'last')?.derivedParameters();
      yield;
    }
  }

  /** A sweep may be gone before its turn comes. */
  private readBoard(sweepId: number, step: StepChoice): Board | undefined {
    try {
      const board = this.board(sweepId, step);
      board.best('configuration', step);
      return board;
    } catch (error) {
      if (!(error instanceof SweepError && error.code === 'sweep_not_found')) throw error;
    }
  }

  /** The numbers of the best trials of one sweep's rows by configuration. */
  bestReplicates(rows: readonly LeaderboardRow[], step: StepChoice = 'last'): number[] {
    if (rows.length === 0) return [];
    const board = this.board(rows[0]!.sweep, step);
    return rows.map((row) => board.bestReplicate(row, step));
  }

  private readingIn(orm: Orm): ChangeReading {
    const { snapshot } = this.db;
    return this.together && snapshot === this.together.snapshot ? this.together.reading : readingOfOne(orm);
  }

  private board(sweepId: number, step: StepChoice = 'last'): Board {
    const board = this.boards.get(sweepId) ?? new Board(sweepId);
    if (!this.db.read((orm) => board.refresh(orm, this.db.snapshot, this.readingIn(orm), step))) {
      this.boards.delete(sweepId);
      throw new SweepError('sweep_not_found', `There is no sweep with id ${sweepId}.`);
    }
    this.boards.set(sweepId, board);
    return board;
  }
}

/**
 * The ranked rows of a sweep, best first; ranks are those of the whole sweep. A caller that asks repeatedly
 * keeps `Boards`.
 * @throws SweepError `sweep_not_found`; `filter_invalid` for a wrong filter or sort key.
 */
export function leaderboard(
  db: Database,
  sweepId: number,
  options: LeaderboardOptions = {},
): readonly LeaderboardRow[] {
  return new Boards(db).leaderboard(sweepId, options);
}
