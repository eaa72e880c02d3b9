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
export function planMemory({ steps, placed, places }: Program): MemoryPlan {
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
  const all = [...lives.values()];
  const offsets = new Map<string, number>();
  let size = 0;
  for (const life of all) {
    const offset = firstFit(life, all, offsets);
    offsets.set(life.name, offset);
    size = Math.max(size, offset + life.size);
  }
  return { offsets, size };
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
