import type { Configuration, ParameterValue } from '../configuration.ts';
import type { Grid } from '../space/space.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { columnValue } from '../trial/varying.ts';

/** Values named for each parameter; the others are counted. */
const MOST_NAMED = 5;

/** Values that a grid holds and no configuration has. */
export interface LeftOut {
  /** `model` or a parameter's name. */
  readonly column: string;
  /** The first of them. */
  readonly values: readonly ParameterValue[];
  readonly count: number;
}

/** The values that are never tried where `configurations` are the first of a grid. */
export function leftOutOf(spec: Spec, configurations: readonly Configuration[]): LeftOut[] {
  const models: Grid = { size: spec.models.length, at: (index) => spec.models[index]! };
  const axes = [...spec.space].map(([name, distribution]) => [name, distribution.grid()] as const);
  return [['model', models] as const, ...axes].flatMap(([column, grid]) => {
    if (!grid || grid.size < 2) return [];
    const tried = new Set<string>();
    for (const configuration of configurations) {
      const value = columnValue(configuration, column);
      if (value !== undefined) tried.add(JSON.stringify(value));
    }
    const count = grid.size - tried.size;
    if (tried.size === 0 || count <= 0) return [];
    const values: ParameterValue[] = [];
    for (let index = 0; index < grid.size && values.length < Math.min(count, MOST_NAMED); index++) {
      const value = grid.at(index);
      if (!tried.has(JSON.stringify(value))) values.push(value);
    }
    return [{ column, values, count }];
  });
}
