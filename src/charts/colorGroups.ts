import type { ChartData, Control } from './chart.ts';
import { parameterChoices } from './controls.ts';
import { hueOf, INK } from './palette.ts';
import type { RankedRow } from './ranked.ts';
import { POINTS } from './style.ts';
import { valueGroups } from './valueGroups.ts';

/** The configurations that share a colour. */
export interface ColorGroup {
  readonly name: string;
  readonly color: string;
  readonly rows: ReadonlySet<RankedRow>;
}

/** As many as there are colours; a range of numbers has as many parts. */
const MOST_COLORS = 8;
const PARTS = 4;

/** The choice of the parameter that colours points. */
export function colorControl(data: ChartData): Control {
  return {
    name: 'by',
    label: 'Colour',
    choices: [{ value: '', label: 'none' }, ...parameterChoices(data)],
  };
}

/**
 * Configurations, best first, by the parameter that colours them, all in one group if none does. Those in which it has
 * no effect, and the values beyond as many as there are colours, are others.
 */
export function colorGroups(rows: readonly RankedRow[], by: string | undefined): readonly ColorGroup[] {
  if (!by) return [{ name: 'configurations', color: POINTS, rows: new Set(rows) }];
  const { groups } = valueGroups(rows, by, { most: MOST_COLORS, parts: PARTS });
  const colored = groups.map(
    ({ text, rows: own }, index): ColorGroup => ({
      name: `${by} ${text}`,
      color: hueOf(index),
      rows: new Set(own),
    }),
  );
  const others = rows.filter((row) => !colored.some((group) => group.rows.has(row)));
  return others.length === 0
    ? colored
    : [...colored, { name: groups.length === 0 ? `no ${by}` : 'others', color: INK, rows: new Set(others) }];
}
