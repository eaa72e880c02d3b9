import { conditionsOf, type SweepInfo, writeColumn } from '../../store/index.ts';
import { trainableOf } from '../../trainable/index.ts';
import { type HiddenInput, hiddenInputs, type LeaderboardQuery, writeQuery } from '../addresses/query.ts';

/** The filter above a leaderboard, and its conditions. */
export interface FilterView {
  readonly where: string;
  /** A filter that a user could write. */
  readonly example: string;
  /** Its conditions, each with the address of the page without that condition. */
  readonly conditions: readonly { readonly text: string; readonly without: string }[];
  /** The page without any filter; undefined if there is none. */
  readonly clear: string | undefined;
  /** State of the page that its form keeps. */
  readonly hidden: readonly HiddenInput[];
}

/** A filter for users who have not written one yet. */
export function exampleFilter({ trainable, metric, goal }: SweepInfo): string {
  const { exampleFilter } = trainableOf(trainable);
  return exampleFilter ?? `${writeColumn(metric)}${goal === 'minimize' ? '<' : '>'}0.5`;
}

export function filterView(sweep: SweepInfo, query: LeaderboardQuery): FilterView {
  const texts = conditionsOf(query.where);
  return {
    where: query.where ?? '',
    example: exampleFilter(sweep),
    conditions: texts.map((text, index) => {
      const where = texts.filter((_, other) => other !== index).join(' and ') || undefined;
      return { text, without: writeQuery(query, { where, page: 1 }) };
    }),
    clear: query.where && writeQuery(query, { where: undefined, page: 1 }),
    hidden: hiddenInputs(query, 'where', 'page'),
  };
}
