import { listed } from '../../format.ts';
import { groupBy } from '../../groupBy.ts';
import { ownValue } from '../../ownValue.ts';
import {
  BoardOfAll,
  type Curve,
  type LeaderboardOptions,
  type LeaderboardRow,
  type SweepInfo,
  sweepsAnnotations,
  thinnedCurves,
} from '../../store/index.ts';
import { trainableOf } from '../../trainable/index.ts';
import { parameterName } from '../../trainable/parameterName.ts';
import { describeConfiguration } from '../../trial/varying.ts';
import { compareAnyHref, sweepHref, trialsCsvHref } from '../addresses/addresses.ts';
import type { LeaderboardQuery } from '../addresses/query.ts';
import type { DatabaseReader } from '../reading/databaseReader.ts';
import {
  type BoardNames,
  keyOf,
  metricColumn,
  type TableColumn,
  tableColumns,
  usualCosts,
} from './columns.ts';
import { MOST_POINTS } from './polyline.ts';
import type { Remarks, Scope } from './scope.ts';

/** What rows can be grouped by beside their parameters, under these names in filters, too. */
const OF_SWEEPS = ['sweep', 'dataset', 'metric'] as const;
/** Sweeps that differ in more metrics show these of the latest ones. */
const MOST_METRICS = 3;

/** The rows of all sweeps, the latest sweep first. */
export class AllScope implements Scope {
  readonly ranksTogether = false;
  readonly exampleFilter = 'state=completed and sweep~cnn';
  readonly compare = compareAnyHref();
  readonly names: BoardNames;
  readonly stepName: Scope['stepName'];
  readonly board: BoardOfAll;
  private readonly reader: DatabaseReader;
  private readonly sweepOf: ReadonlyMap<number, SweepInfo>;
  private repeated: ReadonlySet<string> | undefined;

  constructor(reader: DatabaseReader) {
    this.reader = reader;
    const hidden = [...sweepsAnnotations(reader.db)].flatMap(([id, { hidden }]) => (hidden ? [id] : []));
    const sweeps = reader.boards.sweeps();
    const board = new BoardOfAll(reader.boards, sweeps, new Set(hidden));
    this.board = board;
    this.sweepOf = new Map(sweeps.map((sweep) => [sweep.id, sweep]));
    this.names = {
      columns: board.columns(),
      parameters: board.parameters(),
      varying: board.varying(),
      derived: board.derived(),
      metrics: board.metricNames(),
    };
    const steps = sweeps.map(({ trainable }) => trainableOf(trainable).stepName);
    this.stepName = steps.every((name) => name === 'epoch') ? 'epoch' : 'step';
  }

  get groupings() {
    return [...new Set([...OF_SWEEPS, ...this.names.parameters])];
  }

  get categories() {
    const sweeps = [...this.sweepOf.values()];
    const datasets = sweeps.flatMap(({ dataset }) => (dataset ? [dataset.name] : []));
    const parameters = [...this.board.categories()];
    return new Map([
      ['sweep', [...new Set(sweeps.map(({ name }) => name))]],
      ['dataset', [...new Set(datasets)]],
      ...parameters.map(([name, values]) => [this.keyOf(name), values] as const),
    ]);
  }

  columns(step: LeaderboardQuery['epoch']) {
    const metrics = this.rankingMetrics();
    const first = [
      sweepColumn(this.sweepOf),
      DATASET_COLUMN,
      ...metrics.map((name) => metricColumn(name, this.names)),
      this.variedColumn(),
    ];
    return tableColumns({ first, metrics, stepName: this.stepName }, this.names, step);
  }

  usual() {
    const metrics = this.rankingMetrics().slice(0, MOST_METRICS);
    const datasets = new Set([...this.sweepOf.values()].map(({ dataset }) => dataset?.fingerprint));
    return new Set([
      'sweep',
      ...(datasets.size > 1 ? ['dataset'] : []),
      ...metrics.map((name) => keyOf(this.names, 'metrics', name)),
      VARIED,
      ...usualCosts(this.stepName),
    ]);
  }

  properName(name: string) {
    if (this.names.parameters.includes(name)) return name;
    const kinds = new Set([...this.sweepOf.values()].map(({ trainable }) => trainable));
    return [...kinds].map((kind) => parameterName(kind, name)).find((proper) => proper !== name) ?? name;
  }

  keyOf(grouping: string) {
    return isOfSweeps(grouping) ? grouping : keyOf(this.names, 'parameters', grouping);
  }

  read(row: LeaderboardRow, grouping: string) {
    if (!isOfSweeps(grouping)) return ownValue(row.parameters, grouping);
    return { sweep: this.uniqueName(row.sweep), dataset: row.dataset?.name, metric: row.metric }[grouping];
  }

  conditionOf(row: LeaderboardRow, grouping: string) {
    if (grouping === 'sweep') return ['sweepId', row.sweep] as const;
    return [this.keyOf(grouping), this.read(row, grouping)] as const;
  }

  rows(options: LeaderboardOptions) {
    return this.board.rows(options);
  }

  bestTrials(rows: readonly LeaderboardRow[], { by, epoch }: LeaderboardQuery) {
    if (by === 'trial') return rows.map(({ trials }) => trials[0]!);
    return rows.flatMap((row) => this.reader.boards.bestReplicates([row], epoch));
  }

  refOf({ sweep }: LeaderboardRow, trial: number) {
    return `${sweep}/${trial}`;
  }

  curves(rows: readonly LeaderboardRow[]) {
    const bySweep = groupBy(rows, ({ sweep }) => sweep).map(
      (ofSweep): [number, ReadonlyMap<number, Curve>] => {
        const { sweep, metric } = ofSweep[0]!;
        const numbers = ofSweep.map(({ trials }) => trials[0]!);
        const thinning = { most: MOST_POINTS, extremes: false };
        return [sweep, thinnedCurves(this.reader.db, sweep, numbers, metric, thinning)];
      },
    );
    const curves = new Map(bySweep);
    return new Map(rows.map((row) => [row, curves.get(row.sweep)!.get(row.trials[0]!)!.values]));
  }

  csv(query: string) {
    return trialsCsvHref(query);
  }

  /** The numbers of trials say nothing of their sweeps. */
  baseline() {
    return undefined;
  }

  compareGroups() {
    return undefined;
  }

  remarks(shown: readonly LeaderboardRow[], { sort, group }: LeaderboardQuery): Remarks {
    const sorted = /^(.*?)(?::(?:asc|desc))?$/s.exec(sort ?? '')![1]!;
    const measured = this.names.metrics.some((name) => keyOf(this.names, 'metrics', name) === sorted);
    const datasets = new Map(shown.map(({ dataset }) => [dataset?.fingerprint, dataset?.name]));
    const names = listed([...new Set([...datasets.values()].map((name) => name ?? 'none that is known'))]);
    return {
      ranks:
        group === undefined && shown.length > 0
          ? 'rank: of the row in its own sweep. Nothing is ranked across sweeps.'
          : undefined,
      warning:
        measured && datasets.size > 1
          ? `These rows were measured on ${datasets.size} datasets (${names}): values of different ones say nothing about each other.`
          : undefined,
    };
  }

  /** A sweep's name, with its id where another sweep has the same name. */
  private uniqueName(id: number): string {
    const { name } = this.sweepOf.get(id)!;
    this.repeated ??= repeatedNames([...this.sweepOf.values()]);
    return this.repeated.has(name) ? `${name} (sweep ${id})` : name;
  }

  /** The metrics that sweeps rank by; of the latest sweep first. */
  private rankingMetrics(): string[] {
    const metrics = new Set([...this.sweepOf.values()].map(({ metric }) => metric));
    return [...metrics].filter((name) => this.names.metrics.includes(name));
  }

  /** What a row has of the parameters that its own sweep searches. */
  private variedColumn(): TableColumn {
    const { boards } = this.reader;
    return {
      title: 'what its sweep varies',
      key: VARIED,
      numeric: false,
      bestFirst: 'asc',
      unordered: true,
      className: 'varied',
      read: ({ sweep, parameters }) => describeConfiguration(parameters, boards.searchedParameters(sweep)),
    };
  }
}

function repeatedNames(sweeps: readonly SweepInfo[]): ReadonlySet<string> {
  const all = groupBy(sweeps, ({ name }) => name);
  return new Set(all.flatMap(([first, ...others]) => (others.length > 0 ? [first!.name] : [])));
}

const VARIED = 'varied';

const DATASET_COLUMN: TableColumn = {
  title: 'dataset',
  key: 'dataset',
  numeric: false,
  bestFirst: 'asc',
  read: ({ dataset }) => dataset?.name ?? '–',
  value: ({ dataset }) => dataset?.name,
};

function sweepColumn(sweeps: ReadonlyMap<number, SweepInfo>): TableColumn {
  return {
    title: 'sweep',
    key: 'sweep',
    numeric: false,
    bestFirst: 'asc',
    className: 'of-sweep',
    read: ({ sweep }) => sweeps.get(sweep)!.name,
    href: ({ sweep }) => sweepHref(sweep),
  };
}

function isOfSweeps(name: string): name is (typeof OF_SWEEPS)[number] {
  return OF_SWEEPS.some((each) => each === name);
}
