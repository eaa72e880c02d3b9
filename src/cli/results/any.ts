import { metricInfo } from '../../metric/catalogue.ts';
import type { StoredMetrics } from '../../metric/metric.ts';
import type { LeaderboardRow } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { table } from '../format/table.ts';
import type { Results } from './results.ts';

/** More columns of metrics fit no terminal. */
const BOARD_METRICS = 4;
const LINE_METRICS = 4;

/** Results of what reports metrics of any name. */
export const anyResults: Results = {
  boardFacts: [],
  boardMetrics: (ranked, rows) => others(ranked, namesOf(rows)).slice(0, BOARD_METRICS),
  runningMetrics: () => [],
  endMetrics(ranked, metrics) {
    const names = Object.keys(metrics);
    const first = names.includes(ranked) ? [ranked] : [];
    return [...first, ...others(ranked, names)].slice(0, LINE_METRICS);
  },
  row: ({ flawed: _, ...row }) => row,
  report: (trial, { step, metrics, durationMs }) => ({
    event: 'metrics',
    trial,
    step,
    values: metrics,
    durationMs,
  }),
  steps: (steps) => ({ steps }),
  trial: (_db, { sweep: _, ...trial }) => ({
    json: trial,
    step: (row) => row,
    before: () => '',
    after: ({ chalk }) => finalMetrics(trial.metrics, chalk),
  }),
};

function namesOf(rows: readonly LeaderboardRow[]): string[] {
  return [...new Set(rows.flatMap(({ metrics }) => Object.keys(metrics)))];
}

function others(ranked: string, names: readonly string[]): string[] {
  return names.filter((name) => name !== ranked);
}

function finalMetrics(metrics: StoredMetrics, chalk: Context['chalk']): string {
  const rows = Object.entries(metrics).map(([name, value]) => [name, metricInfo(name).format(value)]);
  if (rows.length === 0) return '';
  return table(chalk, [{ title: 'metric' }, { title: 'latest', align: 'right' }], rows);
}
