import { Random } from '../../src/random.ts';
import type { Table } from './tables.ts';

/** The cells that independent draws try, each once. */
export function drawn(table: Table, seed: number, trials: number): number[] {
  const random = Random.of(seed, 'random', table.name);
  const cells = new Set<number>();
  while (cells.size < trials) cells.add(drawCell(table, random));
  return [...cells];
}

function drawCell({ parameters, conditional }: Table, random: Random): number {
  const isShallow = conditional && random.below(2) === 0;
  const indices = new Map<string, number>();
  for (const { name, values } of parameters) {
    const first = isShallow ? indices.get(name.replace('_2', '_1')) : undefined;
    indices.set(name, first ?? random.below(values.length));
  }
  return parameters.reduce((cell, { name, values }) => cell * values.length + indices.get(name)!, 0);
}
