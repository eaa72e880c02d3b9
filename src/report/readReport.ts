import type { ChartData } from '../charts/chart.ts';
import { ImportanceCache } from '../charts/importanceCache.ts';
import { rankedRows } from '../charts/ranked.ts';
import { readChartData } from '../charts/readData.ts';
import type { ExportedBytesOf } from '../comparison/index.ts';
import { SweepError } from '../errors.ts';
import {
  type Annotations,
  annotationsOf,
  Boards,
  type Database,
  findSweep,
  type LeaderboardRow,
  type SweepInfo,
  type TrialRef,
  type TrialScore,
  whyNone,
} from '../store/index.ts';
import type { TestPictures } from './images.ts';
import { type Rival, readRivals } from './rivals.ts';
import { readWinner, type Winner } from './winner.ts';

/** The settings of a report. */
export interface ReportRequest {
  /** Name or id; the latest sweep if absent. */
  readonly sweep?: string | undefined;
  /** A filter of configurations. */
  readonly where?: string | undefined;
}

/** The data that a report is made of. It depends on the database alone. */
export interface ReportData {
  readonly db: Database;
  readonly sweep: SweepInfo;
  readonly where: string | undefined;
  readonly annotations: Annotations;
  /**
   * Configurations that pass the filter and are not hidden, best first, with their trials and the parameters
   * that vary.
   */
  readonly chart: ChartData;
  /** The rows among these that have a rank. */
  readonly ranked: readonly LeaderboardRow[];
  /** Its metrics; the one that ranks comes first if its trainable names none. */
  readonly metrics: readonly string[];
  /** All configurations of the sweep, best first. */
  readonly all: readonly LeaderboardRow[];
  /** All trials of the sweep, by number. */
  readonly trials: readonly TrialScore[];
  /** Undefined before a trial has completed. */
  readonly winner: Winner | undefined;
  /** The next configurations, compared with the winner, in their order. */
  readonly rivals: readonly Rival[];
  readonly pictures: TestPictures;
  /** Undefined if whoever asks for the report cannot tell. */
  readonly exportedBytes: ExportedBytesOf | undefined;
  /** The best trial of a row. */
  best(row: LeaderboardRow): TrialRef;
}

/**
 * Reads a sweep for a report; must be called within one snapshot of the database.
 * @throws SweepError `sweep_not_found`; `filter_invalid` for a wrong filter, and one that no configuration
 * passes.
 */
export function readReport(
  db: Database,
  { sweep: name, where }: ReportRequest,
  { pictures, exportedBytes }: Pick<ReportData, 'pictures' | 'exportedBytes'>,
): ReportData {
  // By the reader's clock, running trials would take longer in every report.
  const sweep = { ...findSweep(db, name), clockMs: null };
  const boards = new Boards(db);
  const chart = readChartData({ db, boards }, sweep, where, new ImportanceCache());
  if (where !== undefined && chart.rows.length === 0) throw nothingKept(boards, sweep, where);
  const ranked = rankedRows(chart.rows);
  const [first] = ranked;
  const trials = boards.trials(sweep.id);
  const idOf = (number: number) => trials.find((trial) => trial.number === number)!.trialId;
  const best = (row: LeaderboardRow) => {
    const [number] = boards.bestReplicates([row]);
    return { trialId: idOf(number!), sweepId: sweep.id, number: number! };
  };
  const winner = first && readWinner(db, first, best(first), first.trials.map(idOf));
  return {
    db,
    sweep,
    where,
    annotations: annotationsOf(db, { sweepId: sweep.id }),
    chart,
    ranked,
    metrics: boards.metricNames(sweep.id),
    all: boards.leaderboard(sweep.id),
    trials,
    winner,
    rivals: winner ? readRivals(db, ranked, best) : [],
    pictures,
    exportedBytes,
    best,
  };
}

function nothingKept(boards: Boards, { id, name }: SweepInfo, where: string): SweepError {
  const why = whyNone(where, boards.columns(id), (condition) => boards.leaderboard(id, { where: condition }));
  const message = `No configuration of ${name} that is shown matches ${where}.`;
  return new SweepError('filter_invalid', message, why.join(' ') || undefined);
}
