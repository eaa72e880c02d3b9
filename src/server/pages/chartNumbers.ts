import type { ChartTable } from '../../charts/chart.ts';
import { trialHref } from '../addresses/addresses.ts';

/** A chart's table as its page shows it. */
export interface NumbersView {
  readonly columns: ChartTable['columns'];
  /** Empty if there is nothing to show. */
  readonly rows: readonly {
    /** Number of the trial that the row is about; the drawing highlights it together with the row. */
    readonly trial: number | undefined;
    /** The first cell, which leads to the trial. */
    readonly head: NumbersCell & { readonly href: string | undefined };
    readonly cells: readonly NumbersCell[];
  }[];
}

interface NumbersCell {
  readonly text: string;
  readonly numeric: boolean;
}

/** The numbers of a chart of the sweep; empty if it has no table. */
export function numbersView(sweepId: number, table: ChartTable | undefined): NumbersView {
  const { columns, rows } = table ?? { columns: [], rows: [] };
  return {
    columns,
    rows: rows.map(({ trial, cells }) => {
      const [head, ...others] = cells.map((text, index) => ({ text, numeric: columns[index]!.numeric }));
      const href = trial === undefined ? undefined : trialHref(sweepId, trial);
      return { trial, head: { ...head!, href }, cells: others };
    }),
  };
}
