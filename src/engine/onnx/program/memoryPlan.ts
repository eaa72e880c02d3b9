import { sizeOf } from '../../../model/layer.ts';
import type { Program } from './program.ts';

/** Floats behind every tensor that kernels may read and overwrite; offsets are multiples of it, too. */
const SLACK = 16;

/**
 * The positions of the tensors of a program that are not the caller's: offsets in floats within one region.
 */
export interface MemoryPlan {
  readonly offsets: ReadonlyMap<string, number>;
  readonly size: number;
}

interface Life {
  readonly name: string;
  readonly size: number;
  readonly from: number;
  to: number;
}

/** Gives every tensor memory from the step that writes it to the last that reads it, first fit. */
export function planMemory(program: Program): MemoryPlan {
  const all = livesOf(program);
  const offsets = new Map<string, number>();
  let size = 0;
  for (const life of all) {
    const offset = firstFit(life, all, offsets);
    offsets.set(life.name, offset);
    size = Math.max(size, offset + life.size);
  }
  return { offsets, size };
}

/**
 * A plan within the room of `larger`, that of the same program for more images: first fit needs more for fewer
 * images now and then, and then its tensors lie where those of the larger one do. Undefined if they have no
 * room there.
 */
export function planWithin(program: Program, larger: MemoryPlan): MemoryPlan | undefined {
  const own = planMemory(program);
  if (own.size <= larger.size) return own;
  const all = livesOf(program);
  const end = ({ name, size }: Life) => (larger.offsets.get(name) ?? Infinity) + size;
  const collide = (a: Life, b: Life) =>
    a.from <= b.to &&
    b.from <= a.to &&
    larger.offsets.get(a.name)! < end(b) &&
    larger.offsets.get(b.name)! < end(a);
  const fits = all.every(
    (life, index) => end(life) <= larger.size && !all.slice(index + 1).some((other) => collide(life, other)),
  );
  return fits ? larger : undefined;
}

function livesOf({ steps, placed, places }: Program): Life[] {
  const lives = new Map<string, Life>();
  for (const [index, { reads, writes }] of steps.entries()) {
    for (const { name, shape } of writes) {
      if (placed.has(name) || places.has(name) || lives.has(name)) continue;
      const size = (Math.ceil(sizeOf(shape) / SLACK) + 1) * SLACK;
      lives.set(name, { name, size, from: index, to: index });
    }
    for (const { name } of reads) {
      const life = lives.get(name);
      if (life) life.to = index;
    }
  }
  return [...lives.values()];
}

function firstFit(wanted: Life, lives: readonly Life[], offsets: ReadonlyMap<string, number>): number {
  const taken = lives
    .filter(({ name, from, to }) => offsets.has(name) && from <= wanted.to && to >= wanted.from)
    .map(({ name, size }) => ({ start: offsets.get(name)!, size }))
    .sort((a, b) => a.start - b.start);
  let offset = 0;
  for (const { start, size } of taken) {
    if (start - offset >= wanted.size) break;
    offset = Math.max(offset, start + size);
  }
  return offset;
}
