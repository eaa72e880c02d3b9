import { EPOCHS, hiddenInputs, type LeaderboardQuery, ROWS_A_PAGE, writeQuery } from '../query.ts';
import type { Column } from './columns.ts';

/** The form that chooses what a leaderboard shows. */
export interface Choices {
  readonly columns: readonly { readonly key: string; readonly title: string; readonly checked: boolean }[];
  /** What rows can be grouped and coloured by, the parameters that vary first. */
  readonly parameters: readonly string[];
  readonly rows: typeof ROWS_A_PAGE;
  readonly epochs: readonly { readonly name: string; readonly href: string; readonly current: boolean }[];
  /** The usual columns, without colours and groups; undefined where they are shown. */
  readonly reset: string | undefined;
  readonly hidden: ReturnType<typeof hiddenInputs>;
}

const PLAIN = { columns: undefined, color: undefined, group: undefined, aggregate: 'mean' } as const;

export function choicesOf(
  query: LeaderboardQuery,
  all: readonly Column[],
  shown: ReadonlySet<string>,
  parameters: readonly string[],
): Choices {
  const plain = writeQuery(query, PLAIN);
  return {
    columns: all.map(({ key, title }) => ({ key, title, checked: shown.has(key) })),
    parameters,
    rows: ROWS_A_PAGE,
    epochs: EPOCHS.map((epoch) => ({
      name: epoch,
      href: writeQuery(query, { epoch, page: 1 }),
      current: epoch === query.epoch,
    })),
    reset: plain === writeQuery(query) ? undefined : plain,
    hidden: hiddenInputs(query, 'columns', 'color', 'group', 'aggregate', 'rows', 'page'),
  };
}
