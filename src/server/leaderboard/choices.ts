import { parameterTitle } from '../../titles.ts';
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
import type { Scope } from './scope.ts';

/** The settings of a leaderboard's view, as links and as a form. */
export interface Choices {
  /** The possible meanings of a row. */
  readonly by: readonly Choice[];
  /** The epoch whose metrics stand for a trial; empty among several sweeps, where only those that were kept do. */
  readonly epochs: readonly Choice[];
  /** Those that are shown come first, in their order. Each key is written as a list in an address writes it. */
  readonly columns: readonly { readonly key: string; readonly title: string; readonly checked: boolean }[];
  readonly selects: readonly Select[];
  /** The parameters that vary, to group the rows by. */
  readonly groups: readonly Choice[];
  /**
   * The address of the view with its usual columns, without colours and groups; undefined if that is shown.
   */
  readonly reset: string | undefined;
  /** State of the page that the form of groups and colours keeps. */
  readonly hidden: readonly HiddenInput[];
  /** State of the page that the form of columns keeps. */
  readonly columnsKeep: readonly HiddenInput[];
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

/** The choices of a leaderboard that shows some of `all` columns; the scope's groupings can group and colour the rows. */
export function choicesOf(
  { groupings, names: { varying, derived }, stepName, ranksTogether }: Scope,
  query: LeaderboardQuery,
  all: readonly TableColumn[],
  shown: readonly TableColumn[],
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
      label: value === '' ? 'nothing' : parameterTitle(String(value), derived),
      chosen: value === (query[name] ?? ''),
    })),
  });
  return {
    by: ROWS_STAND_FOR.map((by) => ({
      name: `${by}s`,
      href: writeQuery(query, { by, page: 1 }),
      current: by === query.by,
    })),
    epochs: (ranksTogether ? EPOCHS : []).map((epoch) => ({
      name: `${epoch} ${stepName}`,
      href: writeQuery(query, { epoch, page: 1 }),
      current: epoch === query.epoch,
    })),
    columns: [...shown, ...all.filter((column) => !shown.includes(column))].map((column) => ({
      key: writeName(column.key),
      title: column.title,
      checked: shown.includes(column),
    })),
    selects: [
      select('color', 'Colour by', ['', ...groupings]),
      select('group', 'Group by', ['', ...groupings]),
      select('aggregate', 'Groups show the', AGGREGATES),
      select('rows', 'Rows a page', ROWS_A_PAGE),
    ],
    groups: varying.map((name) => ({
      name: parameterTitle(name, derived),
      href: writeQuery(query, { group: name, sort: undefined, page: 1 }),
      current: query.group === name,
    })),
    reset: plain === writeQuery(query) ? undefined : plain,
    hidden: hiddenInputs(query, 'color', 'group', 'aggregate', 'rows', 'page'),
    columnsKeep: hiddenInputs(query, 'columns', 'page'),
  };
}
