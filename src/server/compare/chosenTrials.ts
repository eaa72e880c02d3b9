import { SweepError } from '../../errors.ts';
import { findTrial, type SweepInfo, type TrialDetail, trialDetail } from '../../store/index.ts';
import type { DatabaseReader } from '../reading/databaseReader.ts';
import { MOST_COMPARED } from './query.ts';

const FEWEST = 2;

/**
 * The trials that references name, each once, in their order.
 * @throws SweepError `nothing_to_compare` for fewer than two or more than eight, `trial_not_found`, `sweep_not_found`,
 * `dataset_mismatch` for trials of another dataset than the first.
 */
export function chosenTrials(
  { db }: DatabaseReader,
  sweep: SweepInfo,
  refs: readonly string[],
): TrialDetail[] {
  const distinct = [...new Set(refs)];
  if (distinct.length > MOST_COMPARED) throw wrongNumber(distinct.length);
  const ids = new Set(
    distinct.map((ref) => findTrial(db, ref.includes('/') ? ref : `${sweep.id}/${ref}`).trialId),
  );
  if (ids.size < FEWEST) throw wrongNumber(ids.size);
  const trials = [...ids].map((id) => trialDetail(db, id));
  const [first] = trials;
  const other = trials.find(
    ({ sweep: { dataset } }) => dataset?.fingerprint !== first!.sweep.dataset?.fingerprint,
  );
  if (other) {
    const names = [first!, other].map((trial) => `trial ${trial.number} of ${trial.sweep.name}`);
    const datasets = [first!, other].map((trial) => trial.sweep.dataset?.name ?? 'none that is known');
    const which =
      datasets[0] === datasets[1]
        ? `two versions of ${datasets[0]} with different contents`
        : datasets.join(' and ');
    throw new SweepError(
      'dataset_mismatch',
      `Different datasets trained ${names.join(' and ')}: ${which}. Their numbers say nothing about each other.`,
      'Compare trials that were trained on the same dataset.',
    );
  }
  return trials;
}

function wrongNumber(count: number): SweepError {
  const chosen = count === 0 ? 'none was' : count === 1 ? 'one was' : `${count} were`;
  return new SweepError(
    'nothing_to_compare',
    `A comparison takes ${FEWEST} to ${MOST_COMPARED} different trials; ${chosen} chosen.`,
    'Write their numbers below, or go back to the leaderboard and tick the rows.',
  );
}
