import type { ParameterValue } from '../configuration.ts';
import { hasConditions } from '../space/conditions.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { drawingOrder } from './drawingOrder.ts';
import { walk } from './grid.ts';
import { searchesOf } from './inTurn.ts';

/** Values that are named for each parameter; the others are counted. */
const MOST_NAMED = 5;

/** Values in a grid that none of its first cells has. */
export interface LeftOut {
  readonly parameter: string;
  /** The first of them. */
  readonly values: readonly ParameterValue[];
  readonly count: number;
}

/**
 * The values that are never tried if only that many cells of a grid are walked through in W&B's order: those
 * of the slowest axes.
 */
export function leftOutOf(spec: Spec, cells: number): LeftOut[] {
  if (spec.order === 'shuffled') return [];
  if (spec.roles) {
    const [first, ...others] = searchesOf(spec);
    return leftOutOf(first!, Math.ceil(cells / (1 + others.length)));
  }
  const triedOf = hasConditions(spec.space) ? triedByWalking(spec, cells) : undefined;
  const left: LeftOut[] = [];
  // Number of cells before an axis turns.
  let stride = 1;
  for (const parameter of drawingOrder(spec).reverse()) {
    const grid = spec.space.get(parameter)!.grid();
    if (!grid) continue;
    const tried = triedOf?.(parameter) ?? Math.min(grid.size, Math.ceil(cells / stride));
    stride *= grid.size;
    const count = grid.size - tried;
    if (count === 0) continue;
    const named = Math.min(count, MOST_NAMED);
    const values = Array.from({ length: named }, (_, index) => grid.at(tried + index));
    left.unshift({ parameter, values, count });
  }
  return left;
}

/** Number of values of each parameter in the first cells: an odometer takes them in order, from the first. */
function triedByWalking(spec: Spec, cells: number): (parameter: string) => number {
  const tried = new Map<string, Set<string>>();
  let walked = 0;
  for (const assigned of walk(spec)) {
    if (walked++ === cells) break;
    for (const [name, value] of Object.entries(assigned)) {
      const values = tried.get(name) ?? new Set();
      tried.set(name, values.add(JSON.stringify(value)));
    }
  }
  return (parameter) => tried.get(parameter)?.size ?? 0;
}
