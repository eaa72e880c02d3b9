import { groupBy } from '../groupBy.ts';
import { ownValue } from '../ownValue.ts';
import type { LeaderboardRow } from '../store/index.ts';
import { formatValue, shortValue } from '../trial/varying.ts';
import type { ChartData, ControlChoice } from './chart.ts';
import { parameterChoices } from './controls.ts';
import type { RankedRow } from './ranked.ts';
import { type Scale, scaleOf } from './scale.ts';

/** The configurations that share a value of a parameter, or a part of its range. */
export interface ValueGroup<Row extends LeaderboardRow = RankedRow> {
  readonly text: string;
  /** Best first; at least one. */
  readonly rows: readonly [Row, ...Row[]];
}

export interface ValueGroups<Row extends LeaderboardRow = RankedRow> {
  /** Along the scale. */
  readonly groups: readonly ValueGroup<Row>[];
  readonly scale: Scale;
  /** True if the groups are parts of a range: the parameter has many values. */
  readonly areParts: boolean;
  /** Configurations in which the parameter has no effect; they are in no group. */
  readonly without: number;
  /** Groups beyond `most`, those with the worst leaders, that were left out. */
  readonly leftOut: number;
}

/**
 * Configurations by a parameter: one group for each value, or, of more numbers than `most`, one for each of
 * `parts` equal parts of their scale. `rows` come best first.
 */
export function valueGroups<Row extends LeaderboardRow>(
  rows: readonly Row[],
  name: string,
  { most, parts }: { readonly most: number; readonly parts: number },
): ValueGroups<Row> {
  const having = rows.filter(({ parameters }) => ownValue(parameters, name) !== undefined);
  const read = ({ parameters }: Row) => ownValue(parameters, name);
  const scale = scaleOf(having.map(read));
  const isNumeric = scale.type !== 'category';
  const areParts = isNumeric && new Set(having.map(read)).size > most;
  const partOf = (row: Row) => Math.min(parts - 1, Math.floor(parts * scale.fraction(read(row))));
  const members = groupBy(having, (row) => (areParts ? String(partOf(row)) : formatValue(read(row))));
  const kept = members.slice(0, areParts ? parts : most);
  return {
    groups: kept
      .map((each) => ({
        text: textOf(each.map(read), areParts),
        rows: each as [Row, ...Row[]],
      }))
      .sort((a, b) => scale.fraction(read(a.rows[0])) - scale.fraction(read(b.rows[0]))),
    scale: isNumeric ? scale : scaleOf(kept.flatMap(([first]) => read(first!))),
    areParts,
    without: rows.length - having.length,
    leftOut: members.length - kept.length,
  };
}

/** `64`, or `0.0001 to 0.00042` for a part. */
function textOf(values: readonly unknown[], areParts: boolean): string {
  if (!areParts) return shortValue(values[0] as never);
  const numbers = values.map(Number);
  const low = numbers.reduce((a, b) => Math.min(a, b));
  const high = numbers.reduce((a, b) => Math.max(a, b));
  const said = [low, high].map((value) => String(Number(value.toPrecision(2))));
  return [...new Set(said)].join(' to ');
}

/** The parameters to choose from, those that the sweep compares first, then the most important ones. */
export function comparedFirst(data: ChartData): ControlChoice[] {
  const scientific = data.sweep.scientific.filter((name) => data.varying.includes(name));
  const choices = parameterChoices(data);
  const first = choices.filter(({ value }) => scientific.includes(value));
  return [...first, ...choices.filter(({ value }) => !scientific.includes(value))];
}
