import { metricInfo } from '../../metric/catalogue.ts';
import { forReading } from '../../metric/forReading.ts';
import type { MetricValues, StoredMetrics } from '../../metric/metric.ts';
import type { LeaderboardRow } from '../../store/index.ts';
import { type Terminal, table } from '../format/table.ts';
import type { Results } from './results.ts';

/** More columns of metrics do not fit into a terminal. */
const BOARD_METRICS = 4;
const LINE_METRICS = 4;

/** Results of trainables that report metrics of any name. */
export const anyResults: Results = {
  boardFacts: [],
  boardMetrics: (ranked, rows) => others(ranked, namesOf(rows)).slice(0, BOARD_METRICS),
  runningMetrics: () => [],
  endMetrics: (ranked, metrics) => rankedFirst(ranked, metrics).slice(0, LINE_METRICS),
  stepMetrics: rankedFirst,
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
    after: (context) => finalMetrics(trial.metrics, context),
  }),
};

function namesOf(rows: readonly LeaderboardRow[]): string[] {
  return [...new Set(rows.flatMap(({ metrics }) => Object.keys(metrics)))];
}

/** One order, whatever the client's: W&B's sends names in a different order with every step. */
function rankedFirst(ranked: string, metrics: MetricValues): string[] {
  const names = Object.keys(metrics).sort();
  const first = names.includes(ranked) ? [ranked] : [];
  return [...first, ...forReading(others(ranked, names))];
}

function others(ranked: string, names: readonly string[]): string[] {
  return names.filter((name) => name !== ranked);
}

function finalMetrics(metrics: StoredMetrics, terminal: Terminal): string {
  const rows = Object.entries(metrics).map(([name, value]) => [name, metricInfo(name).format(value)]);
  if (rows.length === 0) return '';
  return table(terminal, [{ title: 'metric' }, { title: 'latest', align: 'right', yields: 0 }], rows);
}
