import type { Assignment, ParameterValue } from '../configuration.ts';
import { SweepError } from '../errors.ts';
import { Random } from '../random.ts';
import type { Grid } from '../space/space.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { trainableOf } from '../trainable/index.ts';
import { drawingOrder } from './drawingOrder.ts';
import type { FixedSampler, Proposal } from './sampler.ts';
import { Seen } from './seen.ts';

/** A search walks through no more cells than this: a limit for memory and patience. */
export const MAX_CELLS = 100_000;

/**
 * Every combination, in W&B's order: parameters sorted by name, the last varies fastest; the trainable's outermost ones
 * first. `order: shuffled` takes them in an order of the seed's. Cells that train the same thing the same way are proposed
 * once.
 */
export const grid: FixedSampler = {
  adaptive: false,
  isEndless: false,
  cells: countCells,
  *search(spec) {
    const total = countCells(spec);
    if (spec.runCap === undefined && total > MAX_CELLS) throw tooManyCells(total);
    const { configure } = trainableOf(spec.setup.kind);
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
  return axesOf(spec).reduce((product, { values }) => product * values.size, 1);
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

/** All cells in order, like an odometer: the last axis turns fastest. */
function* walk(spec: Spec): Generator<Assignment> {
  const axes = axesOf(spec);
  if (axes.some(({ values }) => values.size === 0)) return;
  const places = axes.map(() => 0);
  let turning = 0;
  while (turning >= 0) {
    yield assignmentAt(axes, places);
    for (turning = axes.length - 1; turning >= 0; turning--) {
      places[turning]!++;
      if (places[turning]! < axes[turning]!.values.size) break;
      places[turning] = 0;
    }
  }
}

/** All cells once, in the order of a stream that belongs to the seed. */
function* shuffled(spec: Spec, total: number): Generator<Assignment> {
  const axes = axesOf(spec);
  const random = Random.of(spec.seed, 'cells');
  if (total <= MAX_CELLS) {
    const cells = Uint32Array.from({ length: total }, (_, cell) => cell);
    random.shuffle(cells);
    for (const cell of cells) yield cellAt(axes, cell);
    return;
  }
  // Of so many, few are drawn twice.
  const drawn = new Set<string>();
  for (;;) {
    const places = axes.map(({ values }) => Math.floor(random.uniform() * values.size));
    const before = drawn.size;
    if (drawn.add(places.join()).size > before) yield assignmentAt(axes, places);
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
