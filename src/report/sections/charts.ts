import type { ChartTable } from '../../charts/chart.ts';
import { byImportance, readSettings } from '../../charts/controls.ts';
import { findChart } from '../../charts/index.ts';
import type { Block, Figure, Section } from '../document.ts';
import { quiet } from '../document.ts';
import { drawWhole } from '../drawWhole.ts';
import type { ReportData } from '../readReport.ts';
import { MOST_COLUMNS, MOST_NUMBERS, winnerCurves } from './winnerCurves.ts';

/** A chart that a report shows if there is data for it. */
interface Wanted {
  readonly name: string;
  /** Title of the figure, if the chart's own name does not say enough. */
  readonly title?: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly height?: number;
}

/** The winner's learning curve, beside those of the others. */
export function curvesSection(data: ReportData): Section | undefined {
  const blocks: Block[] = [
    ...winnerCurves(data),
    ...chartBlocks(data, [{ name: 'curves', title: 'The winner and the others' }]),
  ];
  return blocks.some(({ kind }) => kind === 'figure')
    ? { id: 'learning', title: 'How they learnt', blocks }
    : undefined;
}

/** Which parameters mattered, and the trade-offs. */
export function parametersSection(data: ReportData): Section | undefined {
  const { ranked, chart } = data;
  if (ranked.length < 2 || chart.varying.length === 0) return undefined;
  const [most] = byImportance(chart);
  const scientific = data.sweep.scientific.filter((name) => chart.varying.includes(name));
  const blocks = chartBlocks(data, [
    ...scientific.map((x) => ({ name: 'isolation', title: `The best of each ${x}`, settings: { x } })),
    { name: 'importance', height: 90 + 26 * Math.min(20, chart.varying.length) },
    { name: 'parallel' },
    {
      name: 'slice',
      title: `${most} against ${data.sweep.metric}`,
      settings: { x: most! },
    },
    { name: 'pareto', title: 'What a better value costs', settings: { cost: 'time' } },
  ]);
  return { id: 'parameters', title: 'What mattered', blocks };
}

/** When the best value was found, and when each trial ran. */
export function courseSection(data: ReportData): Section | undefined {
  const begun = data.chart.trials.filter(({ startedAtMs }) => startedAtMs !== null);
  if (begun.length < 2) return undefined;
  const workers = new Set(begun.map(({ worker }) => worker ?? 0)).size;
  const blocks = chartBlocks(data, [
    ...(data.chart.trials.filter(({ state }) => state === 'completed').length < 2
      ? []
      : [{ name: 'history' }]),
    { name: 'timeline', height: 110 + 34 * Math.min(16, workers) },
  ]);
  return { id: 'course', title: 'The course of the sweep', blocks };
}

/** The charts that have data, and the reasons why others are left out. */
function chartBlocks(data: ReportData, wanted: readonly Wanted[]): Block[] {
  const figures: Figure[] = [];
  const missing: string[] = [];
  for (const { name, title, settings, height } of wanted) {
    const kind = findChart(name)!;
    const chosen = readSettings(kind.controls(data.chart), settings ?? {});
    const build = (width: number) => kind.build(data.chart, chosen, width);
    const { option, caption, table } = build(WIDE);
    if (!option) missing.push(`${kind.title}: ${caption}`);
    else
      figures.push({
        kind: 'figure',
        name: kind.name,
        title: title ?? kind.title,
        caption,
        ...(height === undefined ? {} : { height }),
        draw: (size) => drawWhole(build(size.width).option!, size),
        numbers: numbersOf(table),
      });
  }
  return [...figures, ...missing.map((why) => quiet(`Not drawn: ${why}`))];
}

/** The width at which a chart is asked whether it has data. */
const WIDE = 720;

function numbersOf({ columns, rows }: ChartTable): NonNullable<Figure['numbers']> {
  return {
    columns: columns.slice(0, MOST_COLUMNS),
    rows: rows.slice(0, MOST_NUMBERS).map(({ cells }) => cells.slice(0, MOST_COLUMNS)),
  };
}
