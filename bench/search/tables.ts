import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const FOLDER = fileURLToPath(new URL('../../.cache/search', import.meta.url));

/** A grid of configurations whose losses were all measured, several times each. */
export interface Table {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly values: readonly (number | string)[] }[];
  readonly repetitions: number;
  /** The repetitions of every cell, the last parameter varying fastest. */
  readonly losses: Float32Array;
  /** Regret of each cell's mean loss: 0 for the best cell, 1 for the median one. */
  readonly regrets: Float64Array;
  /**
   * Whether parameters that end with _2 exist only where `depth` is 2; where it is 1, they equal those with
   * _1.
   */
  readonly conditional: boolean;
}

interface Described {
  readonly name: string;
  readonly parameters: Table['parameters'];
  readonly repetitions: number;
  readonly offset: number;
}

/** The tables that `tables.py` made, with a conditional version of HPOlib's. */
export function readTables(): Table[] {
  if (!existsSync(join(FOLDER, 'tables.json'))) throw new Error('There are no tables: see bench/README.md.');
  const described = JSON.parse(readFileSync(join(FOLDER, 'tables.json'), 'utf8')) as Described[];
  const bytes = readFileSync(join(FOLDER, 'tables.f32'));
  const all = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  return described.flatMap(({ name, parameters, repetitions, offset }) => {
    const size = parameters.reduce((product, { values }) => product * values.length, 1);
    const losses = all.subarray(offset, offset + size * repetitions);
    const regrets = regretsOf(losses, repetitions);
    const table = { name, parameters, repetitions, losses, regrets, conditional: false };
    const isTwoLayered = name.startsWith('hpolib');
    return isTwoLayered ? [table, { ...table, name: `${name}-conditional`, conditional: true }] : [table];
  });
}

function regretsOf(losses: Float32Array, repetitions: number): Float64Array {
  const means = new Float64Array(losses.length / repetitions);
  for (const [index, loss] of losses.entries()) means[Math.floor(index / repetitions)]! += loss / repetitions;
  const sorted = means.slice().sort();
  const best = sorted[0]!;
  const median = (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
  return means.map((mean) => (mean - best) / (median - best));
}
