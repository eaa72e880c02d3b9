import { isCost } from '../metric/forReading.ts';
import {
  type Boards,
  columnKey,
  type Database,
  elapsedAt,
  type RowColumn,
  type SweepInfo,
  thinnedCurves,
} from '../store/index.ts';
import { curveMetrics } from '../trainable/curveMetrics.ts';
import { trainableOf } from '../trainable/index.ts';
import { PLANNING_FACTS } from '../trainable/trainable.ts';
import type { ChartData } from './chart.ts';
import type { ImportanceCache } from './importanceCache.ts';

/**
 * The data behind the charts of a sweep; trials, importances and curves are read when a chart asks for them.
 * @throws SweepError `filter_invalid`.
 */
export function readChartData(
  { db, boards }: { readonly db: Database; readonly boards: Boards },
  sweep: SweepInfo,
  where: string | undefined,
  cache: ImportanceCache,
): ChartData {
  const rows = boards.leaderboard(sweep.id, { where, withoutHidden: true });
  const derived = boards.derivedParameters(sweep.id);
  const varying = boards.varyingParameters(sweep.id).filter((name) => !derived.includes(name));
  const columns = boards.columns(sweep.id);
  const { stepName, metrics = [] } = trainableOf(sweep.trainable);
  return {
    sweep,
    rows,
    isFiltered: where !== undefined,
    get whyNone() {
      return whyNone(where, boards.trials(sweep.id).length);
    },
    varying,
    derived,
    stepName,
    metrics: curveMetrics(sweep.trainable, boards.metricNames(sweep.id)),
    columns: columns.filter(
      ({ name, kind }) =>
        (kind === 'parameters' && (varying.includes(name) || derived.includes(name))) ||
        (kind === 'facts' && !PLANNING_FACTS.includes(name)) ||
        kind === 'metrics' ||
        (kind === undefined && MEASURED.includes(name)),
    ),
    get costs() {
      return columns.filter((column) => isMeasuredCost(column, sweep.metric, metrics));
    },
    get trials() {
      const kept = new Set(rows.flatMap(({ trials }) => trials));
      return boards.trials(sweep.id).filter(({ number }) => kept.has(number));
    },
    get importances() {
      return cache.get(`${sweep.id} ${where ?? ''}`, rows, varying);
    },
    curves: (numbers, metric, most) => thinnedCurves(db, sweep.id, numbers, metric, { most, extremes: true }),
    elapsedAt: (number, steps) => elapsedAt(db, sweep.id, number, steps),
    keyOf: (parameter) => columnKey(columns, 'parameters', parameter),
  };
}

function whyNone(where: string | undefined, trials: number): string {
  if (where !== undefined) return 'No configuration matches the filter.';
  return trials > 0 ? 'All configurations are hidden.' : 'No trial has been planned yet.';
}

/** The columns of every row that are numbers and no summary of the metric. */
const MEASURED: readonly string[] = ['durationMs', 'stepsDone', 'trial'];

/** Facts, costs, and logged metrics beyond those that all trials of the kind have. */
function isMeasuredCost({ name, kind }: RowColumn, ranking: string, usual: readonly string[]) {
  if (name === 'durationMs') return true;
  if (kind === 'facts') return !PLANNING_FACTS.includes(name);
  return kind === 'metrics' && name !== ranking && (isCost(name) || !usual.includes(name));
}
