import type { ParameterValue } from '../../configuration.ts';
import type { SweepInfo } from '../queries/sweepInfo.ts';
import type { Boards, LeaderboardOptions } from './boards.ts';
import { fewValues } from './categories.ts';
import { columnsOfSweeps, type RowColumn } from './columns.ts';
import { filterRows } from './filterRows.ts';
import type { LeaderboardRow } from './row.ts';

type RowKind = NonNullable<LeaderboardOptions['by']>;

/**
 * The rows of several sweeps as one table, of one snapshot of the database. Nothing is ranked across sweeps, which
 * may have other datasets and metrics: the rank of a row is the one in its own sweep.
 */
export class BoardOfAll {
  readonly sweeps: readonly SweepInfo[];
  private readonly boards: Boards;
  private readonly hiddenSweeps: ReadonlySet<number>;
  private known: readonly RowColumn[] | undefined;
  private readonly joined = new Map<RowKind, readonly LeaderboardRow[]>();

  /**
   * @param sweeps In the order of their rows.
   * @param hiddenSweeps Ids of sweeps all of whose rows count as hidden.
   */
  constructor(boards: Boards, sweeps: readonly SweepInfo[], hiddenSweeps: ReadonlySet<number> = new Set()) {
    this.boards = boards;
    this.sweeps = sweeps;
    this.hiddenSweeps = hiddenSweeps;
  }

  /**
   * The rows of all sweeps: sweep by sweep, each by rank, or as `sort` says.
   * @throws SweepError `filter_invalid` for a wrong filter or sort key.
   */
  rows({ by = 'configuration', ...options }: Omit<LeaderboardOptions, 'step'>): readonly LeaderboardRow[] {
    return filterRows(() => this.allRows(by), this.columns(), options);
  }

  /** All columns that rows can be sorted and filtered by. */
  columns(): readonly RowColumn[] {
    this.known ??= columnsOfSweeps(this.sweeps, {
      parameters: this.parameters(),
      metrics: this.metricNames(),
      facts: this.together(({ id }) =>
        this.boards.columns(id).flatMap(({ kind, name }) => (kind === 'facts' ? [name] : [])),
      ),
    });
    return this.known;
  }

  metricNames(): string[] {
    return this.together(({ id }) => this.boards.metricNames(id));
  }

  /** Those that vary in a sweep come first. */
  parameters(): string[] {
    return [...new Set([...this.varying(), ...this.together(({ id }) => this.boards.parameters(id))])];
  }

  /** The parameters that vary in one of the sweeps. */
  varying(): string[] {
    return this.together(({ id }) => this.boards.varyingParameters(id));
  }

  /** Those of them that follow from others wherever they vary. */
  derived(): string[] {
    const searched = new Set(this.together(({ id }) => this.boards.searchedParameters(id)));
    return this.varying().filter((name) => !searched.has(name));
  }

  /** The values of each parameter that varies in a sweep, sorted, of those that have few in all of them together. */
  categories(): ReadonlyMap<string, readonly ParameterValue[]> {
    const inSweeps = this.sweeps.map(({ id }) => this.boards.categories(id));
    const categories = new Map<string, readonly ParameterValue[]>();
    for (const name of new Set(inSweeps.flatMap((each) => [...each.keys()]))) {
      const values = fewValues(inSweeps.flatMap((each) => each.get(name) ?? []));
      if (values) categories.set(name, values);
    }
    return categories;
  }

  /** Put together once: a page asks several times. */
  private allRows(by: RowKind): readonly LeaderboardRow[] {
    let rows = this.joined.get(by);
    if (!rows) {
      rows = this.sweeps.flatMap(({ id }) => this.rowsOf(id, by));
      this.joined.set(by, rows);
    }
    return rows;
  }

  private rowsOf(id: number, by: RowKind): readonly LeaderboardRow[] {
    const rows = this.boards.leaderboard(id, { by });
    return this.hiddenSweeps.has(id) ? rows.map((row) => ({ ...row, hidden: true })) : rows;
  }

  private together(namesOf: (sweep: SweepInfo) => readonly string[]): string[] {
    return [...new Set(this.sweeps.flatMap(namesOf))];
  }
}
