import { eq } from 'drizzle-orm';
import { SweepError } from '../../errors.ts';
import type { Database, Orm } from '../database.ts';
import { Boards } from '../leaderboard/boards.ts';
import { filterRows } from '../leaderboard/filterRows.ts';
import type { TrialScore } from '../leaderboard/scores.ts';
import { summarizer } from '../leaderboard/summarize.ts';
import { trialAnnotations, trials } from '../schema.ts';
import { type SweepInfo, sweepById } from './sweepInfo.ts';

/** All data of one trial except its network, curve, predictions and weights. */
export interface TrialRecord extends TrialScore {
  readonly replicate: number;
  readonly seed: number;
  /** Why it failed or was cancelled, or why a completed one ended early: the latter has no code. */
  readonly reasonCode: string | null;
  readonly reasonMessage: string | null;
  /** Engine, its version and the processor that trained it. */
  readonly fingerprint: string | null;
  /** Empty if there is none. */
  readonly note: string;
  /** Rank of its configuration on the whole leaderboard; null if that has none. */
  readonly rank: number | null;
}

/**
 * The trials of a sweep, by number, hidden ones included.
 * @throws SweepError `sweep_not_found`.
 */
export function trialRecords(db: Database, sweepId: number): TrialRecord[] {
  return db.read((orm) => {
    const sweep = sweepById(orm, sweepId);
    if (!sweep) throw new SweepError('sweep_not_found', `There is no sweep with id ${sweepId}.`);
    const boards = new Boards(db);
    const ranks = new Map(boards.leaderboard(sweepId).map((row) => [row.configuration, row.rank]));
    const details = new Map(
      detailsQuery(orm, sweepId)
        .all()
        .map((row) => [row.trialId, row]),
    );
    return boards.trials(sweepId).map((score) => {
      const { note, ...detail } = details.get(score.trialId)!;
      return { ...score, ...detail, note: note ?? '', rank: ranks.get(score.configuration.hash) ?? null };
    });
  });
}

/**
 * The trials that pass a filter. The filter reads each as a row of the leaderboard by trial, except that a
 * rank is that of the configuration.
 * @throws SweepError `filter_invalid` for a wrong filter.
 */
export function filterRecords(
  db: Database,
  sweep: SweepInfo,
  records: readonly TrialRecord[],
  where: string | undefined,
): readonly TrialRecord[] {
  if (where === undefined) return records;
  const summarize = summarizer(sweep);
  const rows = () => records.map((record) => ({ ...summarize([record]), rank: record.rank }));
  const columns = new Boards(db).columns(sweep.id);
  const passed = new Set(filterRows(rows, columns, { where }).flatMap((row) => row.trials));
  return records.filter(({ number }) => passed.has(number));
}

export function detailsQuery(orm: Orm, sweepId: number) {
  return orm
    .select({
      trialId: trials.id,
      replicate: trials.replicate,
      seed: trials.seed,
      reasonCode: trials.reasonCode,
      reasonMessage: trials.reasonMessage,
      fingerprint: trials.fingerprint,
      note: trialAnnotations.note,
    })
    .from(trials)
    .leftJoin(trialAnnotations, eq(trialAnnotations.trialId, trials.id))
    .where(eq(trials.sweepId, sweepId));
}
