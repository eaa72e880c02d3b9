import type { Cell, Table } from '../document.ts';
import { cellHtml, titleHtml } from './escape.ts';

/** A table for its view, all text as HTML. */
export interface TableView {
  readonly columns: readonly { readonly html: string; readonly className: string }[];
  readonly rows: readonly {
    readonly className: string;
    readonly head: CellView;
    readonly cells: readonly CellView[];
  }[];
}

interface CellView {
  readonly html: string;
  /** CSS classes. */
  readonly className: string;
}

export function tableView({
  columns,
  rows,
  leading = [],
}: Pick<Table, 'columns' | 'rows' | 'leading'>): TableView {
  return {
    columns: columns.map(({ title, numeric }) => ({
      html: titleHtml(title),
      className: numeric ? 'number' : '',
    })),
    rows: rows.map((row, index) => {
      const [head, ...cells] = row.map((cell, at) => cellView(cell, columns[at]!.numeric));
      return { className: leading.includes(index) ? 'leading' : '', head: head!, cells };
    }),
  };
}

function cellView(cell: string | Cell, numeric: boolean): CellView {
  const { text, shade } = typeof cell === 'string' ? { text: cell } : cell;
  const classNames = [numeric ? 'number' : '', shade ? `${shade.tone} tenths-${shade.tenths}` : ''];
  return { html: cellHtml(text), className: classNames.filter(Boolean).join(' ') };
}
