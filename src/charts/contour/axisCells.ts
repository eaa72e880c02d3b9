import type { ParameterValue } from '../../configuration.ts';
import { ownValue } from '../../ownValue.ts';
import type { LeaderboardRow } from '../../store/index.ts';
import { parameterTitle } from '../../titles.ts';
import { formatValue, shortValue } from '../../trial/varying.ts';
import { scaleOf } from '../scale.ts';
import { placesAxis } from '../style.ts';

/** An axis of a contour, cut into cells. */
export interface AxisCells {
  readonly parameter: string;
  /** Whether every value is a cell of its own; otherwise cells are equal steps of numbers. */
  readonly listed: boolean;
  readonly labels: readonly string[];
  /** The cell of a value that is listed; -1 for another one. */
  cell(value: ParameterValue | undefined): number;
  /** The position of a number between the middles of the first (0) and the last cell (1). */
  fraction(value: ParameterValue | undefined): number;
}

/** Cells of an axis of numbers. */
const CELLS = 24;
/** Most different numbers that are listed. */
const MOST_LISTED_NUMBERS = CELLS / 2;

/**
 * The axis of a parameter. Categories are listed, and numbers if they are few and either the spec lists them or
 * configurations share them; an absent value is one of them. An axis of numbers has no place for it.
 */
export function axisCells(
  rows: readonly LeaderboardRow[],
  parameter: string,
  isCategorical: boolean,
): AxisCells {
  const values = rows.map((row) => ownValue(row.parameters, parameter));
  const found = new Map(values.map((value) => [formatValue(value), value]));
  const present = [...found.values()].filter((value) => value !== undefined);
  const numeric = present.every((value) => typeof value === 'number');
  const shared = isCategorical || 2 * present.length <= values.filter((value) => value !== undefined).length;
  const few = shared && present.length <= MOST_LISTED_NUMBERS;
  return {
    parameter,
    ...(numeric && !few ? numbers(present) : listed([...found.values()])),
  };
}

type Cells = Omit<AxisCells, 'parameter'>;

function listed(values: readonly (ParameterValue | undefined)[]): Cells {
  const ordered = [...values].sort(
    (a, b) =>
      Number(a === undefined) - Number(b === undefined) || ORDER.compare(formatValue(a), formatValue(b)),
  );
  if (ordered.every((value) => typeof value === 'number')) ordered.sort((a, b) => Number(a) - Number(b));
  const texts = ordered.map(formatValue);
  const short = ordered.map(shortValue);
  const cell = (value: ParameterValue | undefined) => texts.indexOf(formatValue(value));
  return {
    listed: true,
    labels: new Set(short).size === short.length ? short : texts,
    cell,
    fraction: (value) => middle(cell(value), texts.length),
  };
}

const ORDER = new Intl.Collator('en', { numeric: true });

function numbers(values: readonly number[]): Cells {
  const { type, bounds, fraction } = scaleOf(values);
  const [low, high] = bounds!;
  const at = (share: number) => (type === 'log' ? low * (high / low) ** share : low + share * (high - low));
  const labels = Array.from({ length: CELLS }, (_, index) =>
    String(Number(at(middle(index, CELLS)).toPrecision(2))),
  );
  return { listed: false, labels, cell: () => -1, fraction };
}

/** The position of a cell's middle between those of the first cell (0) and the last one (1). */
export function middle(index: number, cells: number): number {
  return cells < 2 ? 0.5 : index / (cells - 1);
}

/** The axis that names the cells, and one, not drawn, for what stands between their middles. */
export function cellAxes(
  { parameter, labels }: AxisCells,
  direction: 'x' | 'y',
  derived: readonly string[],
): object[] {
  return [placesAxis(parameterTitle(parameter, derived), direction, labels), unitAxis(labels.length)];
}

/** An axis on which the middle of the first cell is 0 and that of the last one 1. */
function unitAxis(cells: number) {
  const half = cells < 2 ? 0.5 : 0.5 / (cells - 1);
  return { type: 'value', show: false, min: cells < 2 ? 0 : -half, max: cells < 2 ? 1 : 1 + half };
}
