import { type Beside, besideLegend } from '../../comparison/index.ts';
import { ownValue } from '../../ownValue.ts';
import {
  type Boards,
  countRows,
  equalBest,
  finalsWords,
  type LeaderboardOptions,
  type LeaderboardRow,
  type SweepInfo,
  sharedRankWords,
  thinnedCurves,
} from '../../store/index.ts';
import { trainableOf } from '../../trainable/index.ts';
import { parameterName } from '../../trainable/parameterName.ts';
import { compareHref, csvHref } from '../addresses/addresses.ts';
import { writeNames } from '../addresses/nameList.ts';
import type { LeaderboardQuery } from '../addresses/query.ts';
import type { DatabaseReader } from '../reading/databaseReader.ts';
import { baselineRow } from './baseline.ts';
import { type BoardNames, keyOf, rankingColumn, tableColumns, usualColumns } from './columns.ts';
import { exampleFilter } from './filter.ts';
import { MOST_POINTS } from './polyline.ts';
import type { Remarks, Scope } from './scope.ts';

/** The rows of one sweep. */
export class SweepScope implements Scope {
  readonly ranksTogether = true;
  readonly names: BoardNames;
  readonly stepName: Scope['stepName'];
  private readonly reader: DatabaseReader;
  private readonly sweep: SweepInfo;

  constructor(reader: DatabaseReader, sweep: SweepInfo) {
    this.reader = reader;
    this.sweep = sweep;
    this.names = boardNames(reader.boards, sweep);
    this.stepName = trainableOf(sweep.trainable).stepName;
  }

  get groupings() {
    return this.names.parameters;
  }

  get exampleFilter() {
    return exampleFilter(this.sweep);
  }

  get compare() {
    return compareHref(this.sweep.id);
  }

  get categories() {
    const each = [...this.reader.boards.categories(this.sweep.id)];
    return new Map(each.map(([name, values]) => [this.keyOf(name), values]));
  }

  columns(step: LeaderboardQuery['epoch']) {
    const { sweep, names, stepName } = this;
    const first = [rankingColumn(sweep, names)];
    return tableColumns({ first, metrics: [sweep.metric], stepName }, names, step);
  }

  usual() {
    return usualColumns(this.sweep, this.names, this.stepName);
  }

  properName(name: string) {
    return parameterName(this.sweep.trainable, name);
  }

  keyOf(parameter: string) {
    return keyOf(this.names, 'parameters', parameter);
  }

  read({ parameters }: LeaderboardRow, parameter: string) {
    return ownValue(parameters, parameter);
  }

  conditionOf(row: LeaderboardRow, parameter: string) {
    return [this.keyOf(parameter), this.read(row, parameter)] as const;
  }

  rows(options: LeaderboardOptions) {
    return this.reader.boards.leaderboard(this.sweep.id, options);
  }

  bestTrials(rows: readonly LeaderboardRow[], { by, epoch }: LeaderboardQuery) {
    if (by === 'trial') return rows.map(({ trials }) => trials[0]!);
    return this.reader.boards.bestReplicates(rows, epoch);
  }

  refOf(_row: LeaderboardRow, trial: number) {
    return String(trial);
  }

  curves(rows: readonly LeaderboardRow[]) {
    const { id, metric } = this.sweep;
    const numbers = rows.map(({ trials }) => trials[0]!);
    const curves = thinnedCurves(this.reader.db, id, numbers, metric, { most: MOST_POINTS, extremes: false });
    return new Map(rows.map((row) => [row, curves.get(row.trials[0]!)!.values]));
  }

  csv(query: string) {
    return csvHref(this.sweep.id, query);
  }

  baseline(query: LeaderboardQuery) {
    return baselineRow(this.reader.boards, this.sweep, query);
  }

  /**
   * Undefined if the page shows something that a comparison of groups cannot: best epochs, trials or hidden
   * rows.
   */
  compareGroups({ group, where, epoch, by, hidden }: LeaderboardQuery, values: readonly string[]) {
    if (epoch === 'best' || by === 'trial' || hidden) return undefined;
    const parameters = new URLSearchParams({
      by: group!,
      values: writeNames(values),
      ...(where ? { where } : {}),
    });
    return compareHref(this.sweep.id, `?${parameters}`);
  }

  remarks(shown: readonly LeaderboardRow[], { by, epoch }: LeaderboardQuery): Remarks {
    const rows = this.rows({ by, step: epoch });
    const shared = countRows(rows).shared;
    return {
      warning: epoch === 'best' ? bestStepWarning(this.sweep) : undefined,
      finals: by === 'trial' ? undefined : finalsWords(this.sweep, rows),
      equalBest: equalBest(rows, by),
      shared,
      tieLegend: sharedRankWords(shown, shared),
      ...this.besideBest(shown, { by, epoch }),
    };
  }

  /** The shown rows beside the first of the whole sweep. What was kept is compared, so not while other steps rank. */
  private besideBest(
    shown: readonly LeaderboardRow[],
    { by, epoch }: Pick<LeaderboardQuery, 'by' | 'epoch'>,
  ): { readonly beside: readonly (Beside | undefined)[]; readonly besideLegend: string | undefined } {
    const [best] = this.rows({ by });
    if (epoch === 'best' || !best || shown.length === 0) return { beside: [], besideLegend: undefined };
    const beside = this.reader.beside.of(best, shown);
    return { beside, besideLegend: besideLegend(best, shown, beside) };
  }
}

/** Names of all that the leaderboard of a sweep can show. */
export function boardNames(boards: Boards, { id }: Pick<SweepInfo, 'id'>): BoardNames {
  return {
    columns: boards.columns(id),
    parameters: boards.parameters(id),
    varying: boards.varyingParameters(id),
    derived: boards.derivedParameters(id),
    metrics: boards.metricNames(id),
  };
}

function bestStepWarning({ metric, trainable }: SweepInfo): string {
  const { stepName, finalMetrics } = trainableOf(trainable);
  const final = finalMetrics ? ' Test metrics are still those of the weights that were kept.' : '';
  return `Metrics and ranks are those of each trial’s best ${stepName} by ${metric}, which flatters, since the best of many ${stepName}s is partly luck.${final}`;
}
