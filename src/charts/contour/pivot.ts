import { count, metric as formatMetric, plural } from '../../format.ts';
import { ownValue } from '../../ownValue.ts';
import type { LeaderboardRow } from '../../store/index.ts';
import type { Chart, ChartData } from '../chart.ts';
import { type RankedRow, rankedRows } from '../ranked.ts';
import { grid, LEGEND } from '../style.ts';
import { hover } from '../tooltip.ts';
import { type AxisCells, cellAxes } from './axisCells.ts';
import { colorScale, colorValue } from './colorScale.ts';
import { type Cell, type Hatch, hatch } from './hatch.ts';

/** Room in CSS pixels that a character and a line of a cell's text need. */
const CHARACTER_WIDTH = 7;
const LINE_HEIGHT = 17;
const MARGINS = { left: 84, right: 84 };
const NOT_TRIED = 'not tried';
const NO_RESULT = 'tried, no result';

interface PivotCell {
  readonly at: Cell;
  /** Configurations with a metric, best first. */
  readonly ranked: readonly RankedRow[];
  readonly mean: number;
}

/** The metric by two listed parameters: mean, best and number in each cell, and the cells that nobody tried. */
export function pivotChart(data: ChartData, x: AxisCells, y: AxisCells, width: number): Chart {
  const { sweep, derived } = data;
  const size: Cell = [x.labels.length, y.labels.length];
  const { cells, tried, untried } = pivot(data.rows, x, y, size);
  const means = cells.map(({ mean }) => mean);
  const text = textOf(cells, cellWidth(width, size), size);
  const hatches: Hatch[] = [
    { name: NOT_TRIED, cells: untried, direction: 'rising' },
    { name: NO_RESULT, cells: tried, direction: 'falling' },
  ];
  const marked = hatches
    .filter(({ cells: { length } }) => length > 0)
    .map((each) => hatch(each, size, cellWidth(width, size)));
  const texts = new Map([
    ...cells.map((cell) => [cell.at.join(' '), cellText(cell)] as const),
    ...tried.map((at) => [at.join(' '), 'no result'] as const),
    ...untried.map((at) => [at.join(' '), NOT_TRIED] as const),
  ]);
  return {
    caption:
      `Mean and best ${sweep.metric} by ${x.parameter} and ${y.parameter}, over n configurations each; the colour is the mean. ` +
      `${untried.length > 0 ? `${plural(untried.length, 'combination')} of ${count(size[0] * size[1])} ${untried.length === 1 ? 'was' : 'were'} not tried. ` : ''}` +
      'The other parameters vary, too.',
    option: {
      grid: { ...grid(marked.length > 0), ...MARGINS },
      ...(marked.length > 0
        ? { legend: { ...LEGEND, data: marked.map(({ legend }) => legend), selectedMode: false } }
        : {}),
      tooltip: { trigger: 'item' },
      xAxis: cellAxes(x, 'x', derived),
      yAxis: cellAxes(y, 'y', derived),
      visualMap: colorScale(means),
      series: [
        {
          type: 'heatmap',
          name: sweep.metric,
          label: {
            show: text !== undefined,
            color: '#1a1a1a',
            backgroundColor: '#ffffffc0',
            padding: [1, 4],
            borderRadius: 3,
            lineHeight: 16,
          },
          data: cells.map((cell) => ({
            name: `#${cell.ranked[0]!.trials[0]}`,
            value: [...cell.at, colorValue(cell.mean)],
            ...(text ? { label: { formatter: text(cell) } } : {}),
            ...hover(linesOf(cell, x, y, sweep.metric)),
          })),
        },
        ...marked.map(({ series }) => series),
      ],
    },
    table: {
      columns: [
        { title: `${y.parameter} by ${x.parameter}`, numeric: false },
        ...x.labels.map((title) => ({ title, numeric: true })),
      ],
      rows: y.labels.map((label, row) => ({
        cells: [label, ...x.labels.map((_, column) => texts.get(`${column} ${row}`)!)],
      })),
    },
  };
}

/** The cells with a metric, those with other trials that have begun, and those without any. */
function pivot(rows: readonly LeaderboardRow[], x: AxisCells, y: AxisCells, [columns, lines]: Cell) {
  const members = new Map<number, LeaderboardRow[]>();
  for (const row of rows) {
    const at =
      x.cell(ownValue(row.parameters, x.parameter)) + columns * y.cell(ownValue(row.parameters, y.parameter));
    const here = members.get(at);
    if (here) here.push(row);
    else members.set(at, [row]);
  }
  const cells: PivotCell[] = [];
  const tried: Cell[] = [];
  const untried: Cell[] = [];
  for (let place = 0; place < columns * lines; place++) {
    const at: Cell = [place % columns, Math.floor(place / columns)];
    const here = members.get(place) ?? [];
    const ranked = rankedRows(here);
    if (ranked.length > 0) {
      cells.push({ at, ranked, mean: ranked.reduce((sum, { mean }) => sum + mean, 0) / ranked.length });
    } else if (here.some(({ state }) => state !== 'queued')) tried.push(at);
    else untried.push(at);
  }
  return { cells, tried, untried };
}

/** By its value: a finalist ranks before configurations with a higher one, which have fewer seeds. */
function bestOf({ ranked }: PivotCell): RankedRow {
  return ranked.reduce((best, row) =>
    (row.goal === 'minimize' ? row.mean < best.mean : row.mean > best.mean) ? row : best,
  );
}

function cellText(cell: PivotCell): string {
  return `${formatMetric(cell.mean)} (best ${formatMetric(bestOf(cell).mean)}, n ${cell.ranked.length})`;
}

/** In CSS pixels. */
function cellWidth(width: number, [columns]: Cell): number {
  return (width - MARGINS.left - MARGINS.right) / columns;
}

/** The text that fits into every cell; undefined if none does. */
function textOf(
  cells: readonly PivotCell[],
  width: number,
  [, rows]: Cell,
): ((cell: PivotCell) => string) | undefined {
  const long = (cell: PivotCell) =>
    `${formatMetric(cell.mean)}\nbest ${formatMetric(bestOf(cell).mean)}, n ${cell.ranked.length}`;
  const short = ({ mean }: PivotCell) => formatMetric(mean);
  return [long, short].find((text) =>
    cells.every((cell) => {
      const lines = text(cell).split('\n');
      const longest = Math.max(...lines.map(({ length }) => length));
      return longest * CHARACTER_WIDTH <= width && lines.length * LINE_HEIGHT <= HEIGHT / rows;
    }),
  );
}

/** The least height of the cells of a drawing, in CSS pixels. */
const HEIGHT = 210;

function linesOf(cell: PivotCell, x: AxisCells, y: AxisCells, metric: string): string[] {
  const { at, ranked, mean } = cell;
  return [
    `${x.parameter}=${x.labels[at[0]]} ${y.parameter}=${y.labels[at[1]]}`,
    `mean ${metric} ${formatMetric(mean)}, n ${ranked.length}`,
    `best ${formatMetric(bestOf(cell).mean)}, trial ${bestOf(cell).trials[0]}`,
  ];
}
