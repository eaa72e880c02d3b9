import Table from 'cli-table3';
import type { Row } from './compare.ts';

const PLAIN = { head: [], border: [] };

/** The rows as text, without colours. */
export function tableOf(rows: readonly Row[]): string {
  const table = new Table({
    head: ['work', 'against', 'ours ms', 'peer ms', 'ratio', 'goal', ''],
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right', 'left'],
    style: PLAIN,
  });
  for (const { work, against, oursMs, peerMs, ratio, goal, verdict } of rows) {
    const limit = goal === null ? '' : `<= ${goal.toFixed(2)}`;
    table.push([work, against, shown(oursMs), shown(peerMs), shown(ratio), limit, verdict]);
  }
  return table.toString();
}

function shown(value: number | undefined): string {
  return value === undefined ? '' : value.toFixed(value < 100 ? 2 : 0);
}
