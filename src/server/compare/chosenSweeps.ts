import { distribution } from '../../analysis/index.ts';
import { SweepError } from '../../errors.ts';
import { findSweep, isTried, requireComparable, type SweepInfo } from '../../store/index.ts';
import type { DatabaseReader } from '../reading/databaseReader.ts';
import type { ChosenGroup } from './chosenGroups.ts';
import { MOST_COMPARED } from './query.ts';

/**
 * Sweeps as groups of a comparison, in the order of their ids.
 * @throws SweepError `sweep_not_found`; `nothing_to_compare` for fewer than two or more than eight sweeps, for one without a
 * completed trial, and for different metrics; `dataset_mismatch` for sweeps on different data.
 */
export function chosenSweeps(
  { boards }: DatabaseReader,
  sweeps: readonly SweepInfo[],
): (ChosenGroup & { readonly sweep: SweepInfo })[] {
  if (sweeps.length < 2 || sweeps.length > MOST_COMPARED) {
    const chosen = sweeps.length === 1 ? 'one was' : `${sweeps.length} were`;
    const message = `A comparison takes 2 to ${MOST_COMPARED} sweeps; ${chosen} chosen.`;
    throw new SweepError('nothing_to_compare', message, 'Go back to the list of sweeps and tick them.');
  }
  requireComparable(sweeps);
  return sweeps.map((sweep) => {
    const all = boards.leaderboard(sweep.id);
    const rows = all.filter(({ hidden }) => !hidden);
    const hidden = all.filter((row) => row.hidden && isTried(row)).length;
    const best = rows[0]?.rank == null ? undefined : rows[0];
    if (!best) {
      const message = `No trial of ${sweep.name} has completed yet.`;
      throw new SweepError('nothing_to_compare', message, 'Wait for one, or compare other sweeps.');
    }
    const isNamesake = sweeps.some((other) => other !== sweep && other.name === sweep.name);
    const text = isNamesake ? `${sweep.name} (${sweep.id})` : sweep.name;
    const [trial] = boards.bestReplicates([best]);
    const values = distribution(rows.flatMap(({ mean }) => mean ?? []));
    return { sweep, value: text, text, rows, hidden, best, distribution: values, trial: trial! };
  });
}

/** The sweeps with these ids, each once. */
export function sweepsNamed({ db }: DatabaseReader, ids: readonly string[]): SweepInfo[] {
  const numbers = [...new Set(ids)].sort((a, b) => Number(a) - Number(b));
  return numbers.map((id) => findSweep(db, id));
}
