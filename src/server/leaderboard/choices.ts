import type { Choice } from '../addresses/links.ts';
import { writeName } from '../addresses/nameList.ts';
import {
  AGGREGATES,
  EPOCHS,
  type HiddenInput,
  hiddenInputs,
  type LeaderboardQuery,
  ROWS_A_PAGE,
  ROWS_STAND_FOR,
  writeQuery,
} from '../addresses/query.ts';
import type { TableColumn } from './columns.ts';

/** What a leaderboard shows, to be chosen: by links, or by a form. */
export interface Choices {
  /** What a row stands for. */
  readonly by: readonly Choice[];
  /** Whose metrics stand for a trial. */
  readonly epochs: readonly Choice[];
  /** Their keys as a list in an address has them. */
  readonly columns: readonly { readonly key: string; readonly title: string; readonly checked: boolean }[];
  readonly selects: readonly Select[];
  /** What varies, to group the rows by. */
  readonly groups: readonly Choice[];
  /** The usual columns, without colours and groups; undefined where they are shown. */
  readonly reset: string | undefined;
  /** What the form keeps of the page's state. */
  readonly hidden: readonly HiddenInput[];
}

/** A part of the page's state as a `<select>`. */
export interface Select {
  readonly name: keyof LeaderboardQuery;
  readonly label: string;
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    readonly chosen: boolean;
  }[];
}

const PLAIN = { columns: undefined, color: undefined, group: undefined, aggregate: 'mean' } as const;

/** `parameters` are what rows can be grouped and coloured by, those that vary first; `varying` are these alone. */
export function choicesOf(
  query: LeaderboardQuery,
  all: readonly TableColumn[],
  shown: ReadonlySet<string>,
  parameters: readonly string[],
  varying: readonly string[],
  stepName: string,
): Choices {
  const plain = writeQuery(query, PLAIN);
  const select = (
    name: 'color' | 'group' | 'aggregate' | 'rows',
    label: string,
    values: readonly (string | number)[],
  ): Select => ({
    name,
    label,
    options: values.map((value) => ({
      value: String(value),
      label: value === '' ? 'nothing' : String(value),
      chosen: value === (query[name] ?? ''),
    })),
  });
  return {
    by: ROWS_STAND_FOR.map((by) => ({
      name: `${by}s`,
      href: writeQuery(query, { by, page: 1 }),
      current: by === query.by,
    })),
    epochs: EPOCHS.map((epoch) => ({
      name: `${epoch} ${stepName}`,
      href: writeQuery(query, { epoch, page: 1 }),
      current: epoch === query.epoch,
    })),
    columns: all.map(({ key, title }) => ({ key: writeName(key), title, checked: shown.has(key) })),
    selects: [
      select('color', 'Colour by', ['', ...parameters]),
      select('group', 'Group by', ['', ...parameters]),
      select('aggregate', 'Groups show the', AGGREGATES),
      select('rows', 'Rows a page', ROWS_A_PAGE),
    ],
    groups: varying.map((name) => ({
      name,
      href: writeQuery(query, { group: name, sort: undefined, page: 1 }),
      current: query.group === name,
    })),
    reset: plain === writeQuery(query) ? undefined : plain,
    hidden: hiddenInputs(query, 'columns', 'color', 'group', 'aggregate', 'rows', 'page'),
  };
}
