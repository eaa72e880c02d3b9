import { and, eq } from 'drizzle-orm';
import { SweepError } from '../../errors.ts';
import type { Database, Orm } from '../database.ts';
import { Boards } from '../leaderboard/boards.ts';
import type { LeaderboardRow } from '../leaderboard/row.ts';
import { trials } from '../schema.ts';
import type { TrialRef } from './findTrial.ts';
import { sweepById } from './sweepInfo.ts';

/**
 * The best replicate, by the sweep's metric, of the configuration that leads the leaderboard.
 * @throws SweepError `sweep_not_found`; `trial_not_found` if no trial has completed.
 */
export function bestTrial(db: Database, sweepId: number): TrialRef {
  return db.read((orm) => {
    const sweep = sweepById(orm, sweepId);
    if (!sweep) throw new SweepError('sweep_not_found', `There is no sweep with id ${sweepId}.`);
    const boards = new Boards(db);
    const [best] = boards.leaderboard(sweepId, { limit: 1 });
    if (!best || best.rank === null) {
      if (best?.state === 'completed')
        throw new SweepError(
          'trial_not_found',
          `No completed trial of the sweep ${sweep.name} has a finite ${sweep.metric}, by which it ranks.`,
          'Name a trial by its number; `sweep leaderboard` shows what was reported.',
        );
      const hint = 'Run it to the end of a trial first (`sweep run SPEC`).';
      throw new SweepError('trial_not_found', `The sweep ${sweep.name} has no completed trial.`, hint);
    }
    const replicates = boards.leaderboard(sweepId, { by: 'trial' });
    return toRef(orm, replicates.find(({ configuration }) => configuration === best.configuration)!);
  });
}

/** The trial that a row by trial stands for. */
export function toRef(orm: Orm, { sweep, trials: [number] }: LeaderboardRow): TrialRef {
  const { trialId } = orm
    .select({ trialId: trials.id })
    .from(trials)
    .where(and(eq(trials.sweepId, sweep), eq(trials.number, number!)))
    .get()!;
  return { trialId, sweepId: sweep, number: number! };
}
