import {
  conditionsOf,
  type LeaderboardRow,
  type SweepInfo,
  valueHints,
  whyNone,
  writeColumn,
  writeCondition,
} from '../../store/index.ts';
import { trainableOf } from '../../trainable/index.ts';
import { type HiddenInput, hiddenInputs, type LeaderboardQuery, writeQuery } from '../addresses/query.ts';
import { type BoardNames, keyOf } from './columns.ts';
import type { Scope } from './scope.ts';

/** The filter above a leaderboard, and its conditions. */
export interface FilterView {
  readonly where: string;
  /** A filter that a user could write. */
  readonly example: string;
  /** Its conditions, each with the address of the page without that condition. */
  readonly conditions: readonly { readonly text: string; readonly without: string }[];
  /** The page without any filter; undefined if there is none. */
  readonly clear: string | undefined;
  /** Conditions and beginnings of some that a user may want. */
  readonly completions: readonly string[];
  /** What is to be known about texts in it that are written otherwise, or that no row has. */
  readonly hints: readonly string[];
  /** State of the page that its form keeps. */
  readonly hidden: readonly HiddenInput[];
}

/** A filter for users who have not written one yet. */
export function exampleFilter({ trainable, metric, goal }: SweepInfo): string {
  const { exampleFilter } = trainableOf(trainable);
  return exampleFilter ?? `${writeColumn(metric)}${goal === 'minimize' ? '<' : '>'}0.5`;
}

/** The conditions that name a value, then the numbers and texts that a filter can ask for. */
function completionsOf({ names, categories }: Scope): string[] {
  const values = [...categories].flatMap(([key, each]) =>
    each.flatMap((value) => writeCondition(key, value) ?? []),
  );
  const states = STATES.map((state) => `state=${state}`);
  const keys = names.columns
    .filter(({ kind }) => kind !== 'parameters')
    .map(({ name, kind }) => (kind ? keyOf(names, kind, name) : name));
  const measured = [...names.varying.map((name) => keyOf(names, 'parameters', name)), ...keys].map(
    writeColumn,
  );
  return [...new Set([...values, ...states, ...measured])];
}

const STATES = ['completed', 'running', 'queued', 'pruned', 'failed', 'cancelled'] as const;

/** What is to be known about a filter that can be read; `rows` are those of its page, or those that pass another filter. */
export function filterHints(
  where: string | undefined,
  { columns }: BoardNames,
  found: number,
  rows: (where?: string) => readonly LeaderboardRow[],
): string[] {
  if (where === undefined) return [];
  return found > 0 ? valueHints(where, columns, rows) : whyNone(where, columns, rows);
}

/** `hrefOf` is the page's address with another filter, or without one. */
export function filterView(
  scope: Scope,
  query: LeaderboardQuery,
  hints: readonly string[],
  hrefOf = (where: string | undefined) => writeQuery(query, { where, page: 1 }),
): FilterView {
  const texts = conditionsOf(query.where);
  return {
    where: query.where ?? '',
    example: scope.exampleFilter,
    conditions: texts.map((text, index) => {
      const where = texts.filter((_, other) => other !== index).join(' and ') || undefined;
      return { text, without: hrefOf(where) };
    }),
    clear: query.where && hrefOf(undefined),
    completions: completionsOf(scope),
    hints,
    hidden: hiddenInputs(query, 'where', 'page'),
  };
}
