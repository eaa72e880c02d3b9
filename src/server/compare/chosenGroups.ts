import { groupRows, type RowGroup } from '../../charts/rowGroups.ts';
import { namesOf } from '../../comparison/index.ts';
import { SweepError } from '../../errors.ts';
import { isTried, type SweepInfo } from '../../store/index.ts';
import type { DatabaseReader } from '../reading/databaseReader.ts';
import type { CompareQuery } from './query.ts';
import { MOST_COMPARED } from './query.ts';

/** A group, and the best trial of its best configuration. */
export interface ChosenGroup extends RowGroup {
  /** Number of its configurations that were tried, too, but are hidden, and left out. */
  readonly hidden: number;
  readonly trial: number;
}

/**
 * The groups of a sweep that a comparison names, or all of them where it names none, in the order of their best.
 * @throws SweepError `nothing_to_compare` for a column or a value that no row has, groups without a completed trial, and any number
 * of groups but two to eight; `filter_invalid` for a wrong filter.
 */
export function chosenGroups(
  { boards }: DatabaseReader,
  sweep: SweepInfo,
  { by, values, where }: Pick<CompareQuery, 'values' | 'where'> & { readonly by: string },
): ChosenGroup[] {
  const columns = columnsOf(boards, sweep, by);
  const rows = boards.leaderboard(sweep.id, { where });
  const groups = groupRows(
    rows.filter(({ hidden }) => !hidden),
    columns,
  );
  const left = groupRows(
    rows.filter((row) => row.hidden && isTried(row)),
    columns,
  );
  const chosen =
    values.length === 0 ? groups.filter(({ best }) => best) : values.map((value) => named(groups, value, by));
  const unfinished = chosen.find(({ best }) => !best);
  if (unfinished) throw nothing(`No trial with ${by}=${unfinished.text} has completed yet.`, 'Wait for one.');
  if (chosen.length < 2 || chosen.length > MOST_COMPARED) {
    const found = groups.map(({ text }) => text).join(', ') || 'none';
    throw nothing(
      `A comparison takes 2 to ${MOST_COMPARED} groups; there are ${chosen.length} by ${by}.`,
      `Choose among the values of ${by}: ${found}.`,
    );
  }
  const trials = boards.bestReplicates(chosen.map(({ best }) => best!));
  return chosen.map((group, index) => ({
    ...group,
    hidden: left.find(({ text }) => text === group.text)?.rows.length ?? 0,
    trial: trials[index]!,
  }));
}

/** @throws SweepError `nothing_to_compare` for a name that no parameter has. */
function columnsOf(boards: DatabaseReader['boards'], { id, trainable }: SweepInfo, by: string): string[] {
  const known = boards.parameters(id);
  const names = namesOf(trainable, by, (name) => known.includes(name));
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw nothing(`There is no column "${unknown}".`, `There are: ${known.join(', ')}.`);
  return names;
}

function named(groups: readonly RowGroup[], value: string, by: string): RowGroup {
  const closed = (text: string) => text.replaceAll(' ', '');
  // Lists are often written without spaces.
  const found =
    groups.find(({ text }) => text === value) ?? groups.find(({ text }) => closed(text) === closed(value));
  if (found) return found;
  const values = groups.map(({ text }) => text).join(', ') || 'none';
  throw nothing(`No row has ${by}=${value}.`, `The values of ${by} are: ${values}.`);
}

function nothing(message: string, hint: string): SweepError {
  return new SweepError('nothing_to_compare', message, hint);
}
