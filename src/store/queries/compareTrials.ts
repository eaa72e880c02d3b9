import { SweepError } from '../../errors.ts';
import type { Database } from '../database.ts';
import { Boards } from '../leaderboard/boards.ts';
import { hasRank, triedRows } from './comparableRows.ts';
import type { Group } from './compareGroups.ts';
import type { TrialRef } from './findTrial.ts';
import { sweepById } from './sweepInfo.ts';

/**
 * The configurations of trials, each a group of its own, in their order.
 * @throws SweepError `nothing_to_compare` for fewer than two, trials of the same configuration, and one that has not completed;
 * otherwise as {@link triedRows}.
 */
export function compareTrials(db: Database, refs: readonly TrialRef[]): Group[] {
  const boards = new Boards(db);
  return db.read((orm) => {
    const ids = refs.map(({ sweepId }) => sweepId);
    const [rows, trials] = [
      triedRows(orm, boards, ids, 'configuration').filter(hasRank),
      triedRows(orm, boards, ids, 'trial').filter(hasRank),
    ];
    const groups = refs.map((trial): Group => {
      const { sweepId, number } = trial;
      const isOf = (row: (typeof rows)[number]) => row.sweep === sweepId && row.trials.includes(number);
      const [best, trialRow] = [rows.find(isOf), trials.find(isOf)];
      const value = `${sweepById(orm, sweepId)!.name}/${number}`;
      if (best && trialRow) return { value, best, rows: [best], hidden: 0, trial, trialRow };
      const hint = 'Wait for it, or compare trials that have completed.';
      throw new SweepError(
        'nothing_to_compare',
        `${value} has not completed with a value that ranks it.`,
        hint,
      );
    });
    const again = groups.find(({ best }, index) => groups.findIndex((other) => other.best === best) < index);
    const twin = again && groups.find(({ best }) => best === again.best)!;
    if (twin) {
      const message = `${twin.value} and ${again.value} are trainings of one configuration with different seeds.`;
      throw new SweepError('nothing_to_compare', message, `sweep show ${again.value} has both.`);
    }
    if (groups.length < 2)
      throw new SweepError(
        'nothing_to_compare',
        `${groups[0]?.value ?? 'Nothing'} alone is no comparison.`,
        'Name another trial.',
      );
    return groups;
  });
}
