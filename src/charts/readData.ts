import { type Boards, type Database, metricCurves, type SweepInfo } from '../store/index.ts';
import type { ChartData } from './chart.ts';
import type { ImportanceCache } from './importanceCache.ts';

/**
 * What the charts of a sweep are drawn from; trials, importances and curves are read when a chart asks.
 * @throws SweepError `filter_invalid`.
 */
export function readChartData(
  { db, boards }: { readonly db: Database; readonly boards: Boards },
  sweep: SweepInfo,
  where: string | undefined,
  cache: ImportanceCache,
): ChartData {
  const rows = boards.leaderboard(sweep.id, { where, withoutHidden: true });
  const varying = boards.columns(sweep.id);
  return {
    sweep,
    rows,
    varying,
    get trials() {
      const kept = new Set(rows.flatMap(({ trials }) => trials));
      return boards.trials(sweep.id).filter(({ number }) => kept.has(number));
    },
    get importances() {
      return cache.get(`${sweep.id} ${where ?? ''}`, rows, varying);
    },
    curves: (numbers, column) => metricCurves(db, sweep.id, numbers, column),
  };
}
