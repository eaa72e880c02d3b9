import type { Chart } from '../../src/charts/chart.ts';
import { readSettings } from '../../src/charts/controls.ts';
import { ImportanceCache } from '../../src/charts/importanceCache.ts';
import { findChart } from '../../src/charts/index.ts';
import { readChartData } from '../../src/charts/readData.ts';
import { Boards, type Database, findSweep } from '../../src/store/index.ts';

/** A chart of sweep 1, with the choices and the filter of an address. */
export function chartOf(
  db: Database,
  name: string,
  query: Readonly<Record<string, string>> = {},
  where?: string,
) {
  const boards = new Boards(db);
  const data = readChartData({ db, boards }, findSweep(db, '1'), where, new ImportanceCache());
  const kind = findChart(name)!;
  const controls = kind.controls(data);
  const chart: Chart = kind.build(data, readSettings(controls, query), 1100);
  return { ...chart, controls, series: (chart.option?.series ?? []) as readonly Drawn[] };
}

/** A series of a chart, as far as tests look at it. */
export interface Drawn {
  readonly type: string;
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: points, lines and boxes have data of their own kind
  readonly data: readonly any[];
}

/** The cells of a chart's table, row by row. */
export const cellsOf = ({ table }: Chart) => table.rows.map(({ cells }) => cells);
