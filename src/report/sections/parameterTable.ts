import type { Configuration } from '../../configuration.ts';
import { formatValue } from '../../trial/varying.ts';
import type { Table } from '../document.ts';

/** The winner's parameters; those that vary in the sweep come first. */
export function parameterTable(chosen: Configuration, varying: readonly string[]): Table {
  const lines = Object.entries(chosen);
  return {
    kind: 'table',
    caption: `What was chosen for it${varying.length > 0 ? '; what varies in the sweep is emphasized' : ''}.`,
    columns: [
      { title: 'parameter', numeric: false },
      { title: 'value', numeric: false },
    ],
    rows: lines.map(([name, value]) => [{ text: [{ code: name }] }, formatValue(value)]),
    leading: lines.flatMap(([name], index) => (varying.includes(name) ? [index] : [])),
  };
}
