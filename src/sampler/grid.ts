import type { Assignment, ParameterValue } from '../configuration.ts';
import { SweepError } from '../errors.ts';
import { Random } from '../random.ts';
import { existing, hasConditions } from '../space/conditions.ts';
import { countAssignments } from '../space/countAssignments.ts';
import type { Grid } from '../space/space.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { configureIn } from './configureIn.ts';
import { drawingOrder } from './drawingOrder.ts';
import type { FixedSampler, Proposal } from './sampler.ts';
import { Seen } from './seen.ts';

/** Most cells that a search walks through: a limit for memory and time. */
export const MAX_CELLS = 100_000;

/**
 * Every combination, in W&B's order: parameters sorted by name, the last varies fastest; the trainable's
 * outermost ones first, and parameters with conditions after those that they name. A parameter that does not
 * exist in a cell has one value there. `order: shuffled` takes cells in an order that depends on the seed.
 * Cells that train the same thing in the same way are proposed once.
 */
export const grid: FixedSampler = {
  adaptive: false,
  isEndless: false,
  cells: countCells,
  *search(spec) {
    const total = countCells(spec);
    if (spec.runCap === undefined && total > MAX_CELLS) throw tooManyCells(total);
    const configure = configureIn(spec);
    const seen = new Seen();
    let cell = 0;
    for (const assigned of spec.order === 'shuffled' ? shuffled(spec, total) : walk(spec)) {
      if (cell >= MAX_CELLS) throw tooManyRepetitions(spec, seen.size, total);
      const configuration = configure(assigned);
      if (seen.add(configuration)) yield { configuration, cell } satisfies Proposal;
      if (seen.size === spec.runCap) return;
      cell++;
    }
  },
};

function countCells(spec: Spec): number {
  axesOf(spec);
  return countAssignments(spec.space, (distribution) => distribution.grid()!.size);
}

interface Axis {
  readonly name: string;
  readonly values: Grid;
}

function axesOf(spec: Spec): Axis[] {
  return drawingOrder(spec).map((name) => {
    const distribution = spec.space.get(name)!;
    const values = distribution.grid();
    if (values) return { name, values };
    throw new SweepError(
      'spec_invalid',
      `A grid sweep cannot try every value of ${name}: ${distribution.kind} has infinitely many.`,
      'Use q_uniform or a list of values, or method: random.',
    );
  });
}

/**
 * All cells in order, like an odometer: the last axis turns fastest, and an axis that does not exist rests.
 */
export function* walk(spec: Spec): Generator<Assignment> {
  const axes = axesOf(spec);
  if (axes.some(({ values }) => values.size === 0)) return;
  const places = axes.map(() => 0);
  let turning = 0;
  while (turning >= 0) {
    const assigned = existing(spec.space, assignmentAt(axes, places));
    yield assigned;
    for (turning = axes.length - 1; turning >= 0; turning--) {
      if (!Object.hasOwn(assigned, axes[turning]!.name)) continue;
      places[turning]!++;
      if (places[turning]! < axes[turning]!.values.size) break;
      places[turning] = 0;
    }
  }
}

/** All cells once, in an order from the seed's stream. */
function* shuffled(spec: Spec, total: number): Generator<Assignment> {
  const axes = axesOf(spec);
  const random = Random.of(spec.seed, 'cells');
  if (total <= MAX_CELLS) {
    const cells = Uint32Array.from({ length: total }, (_, cell) => cell);
    random.shuffle(cells);
    const listed = hasConditions(spec.space) ? [...walk(spec)] : undefined;
    for (const cell of cells) yield listed?.[cell] ?? cellAt(axes, cell);
    return;
  }
  // Of so many cells, few are drawn twice.
  const drawn = new Set<string>();
  for (;;) {
    const places = axes.map(({ values }) => Math.floor(random.uniform() * values.size));
    const assigned = existing(spec.space, assignmentAt(axes, places));
    const before = drawn.size;
    const own = axes.map(({ name }, index) => (Object.hasOwn(assigned, name) ? places[index] : ''));
    if (drawn.add(own.join()).size > before) yield assigned;
  }
}

/** The assignment of a cell by its number in W&B's order. */
function cellAt(axes: readonly Axis[], cell: number): Assignment {
  let left = cell;
  const places = [...axes].reverse().map(({ values }) => {
    const place = left % values.size;
    left = Math.floor(left / values.size);
    return place;
  });
  return assignmentAt(axes, places.reverse());
}

function assignmentAt(axes: readonly Axis[], places: readonly number[]): Assignment {
  const assigned: Record<string, ParameterValue> = {};
  for (const [index, { name, values }] of axes.entries()) assigned[name] = values.at(places[index]!);
  return assigned;
}

function tooManyCells(total: number): SweepError {
  return new SweepError(
    'spec_invalid',
    `The grid has ${cellsInWords(total)} cells; a grid sweep takes at most ${MAX_CELLS.toLocaleString('en')}.`,
    'List fewer values, set run_cap, or use method: random.',
  );
}

function cellsInWords(total: number): string {
  if (total < 1e15) return total.toLocaleString('en');
  return Number.isFinite(total)
    ? `about ${total.toExponential(0).replace('e+', ' · 10^')}`
    : 'more than 10^308';
}

function tooManyRepetitions(spec: Spec, found: number, total: number): SweepError {
  return new SweepError(
    'spec_invalid',
    `The first ${MAX_CELLS.toLocaleString('en')} of the grid's ${cellsInWords(total)} cells hold only ` +
      `${found.toLocaleString('en')} different configurations; run_cap asks for ${spec.runCap!.toLocaleString('en')}.`,
    'Leave out parameters that have no effect, lower run_cap, or use method: random.',
  );
}
