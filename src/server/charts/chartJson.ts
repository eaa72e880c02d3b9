import type { BrushAxis, Chart } from '../../charts/chart.ts';
import type { ChartOption } from '../../charts/draw.ts';
import { columnsOfCondition, findColumn, joinable, type RowColumn } from '../../store/index.ts';

/** The data that a page's script draws. */
export interface ChartJson {
  readonly option: ChartOption | undefined;
  readonly axes: readonly BrushAxis[];
  /** The conditions of the filter that was asked for, which `and` joins. */
  readonly conditions: readonly {
    readonly text: string;
    /** Index of the axis whose column it speaks of alone, which a brush there replaces; absent if there is none. */
    readonly axis?: number;
  }[];
}

export function chartJson(
  { option, axes = [] }: Chart,
  where: string | undefined,
  columns: readonly RowColumn[],
): ChartJson {
  const known = axes.map(({ column }) => findColumn(columns, column));
  const conditions = joinable(where).map((text) => {
    const [column, ...others] = columnsOfCondition(text).map((name) => findColumn(columns, name));
    const axis = column === undefined || others.length > 0 ? -1 : known.indexOf(column);
    return axis < 0 ? { text } : { text, axis };
  });
  return { option, axes, conditions };
}
