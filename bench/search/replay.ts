import type { Assignment, Configuration } from '../../src/configuration.ts';
import { proposeIn } from '../../src/sampler/bayes/propose.ts';
import { SearchSpace } from '../../src/sampler/bayes/searchSpace.ts';
import type { Observation } from '../../src/sampler/sampler.ts';
import { DISTRIBUTIONS } from '../../src/space/index.ts';
import type { Table } from './tables.ts';

/**
 * The cells of a table that a search tries, if it sees the outcome of each trial `lookahead` trials later.
 * Trials take one repetition after another, or all take the same one, as a sweep trains all configurations
 * with the same seed.
 */
export function replay(
  table: Table,
  seed: number,
  trials: number,
  lookahead: number,
  repetitions: 'in turn' | 'one seed' = 'in turn',
): number[] {
  const space = spaceOf(table, seed);
  const observations: Observation[] = [];
  const cells: number[] = [];
  for (let index = 0; index < trials; index++) {
    const knownTo = Math.max(0, index - lookahead);
    const pending = observations.slice(knownTo).map(({ configuration }) => configuration);
    const configuration = proposeIn(space, index, { known: observations.slice(0, knownTo), pending });
    if (!configuration) break;
    const cell = cellOf(table, configuration);
    const value =
      table.losses[
        cell * table.repetitions + ((repetitions === 'in turn' ? seed + index : seed) % table.repetitions)
      ]!;
    cells.push(cell);
    observations.push({ index, configuration, state: 'completed', value, lastStep: 1, curve: [] });
  }
  return cells;
}

function spaceOf({ parameters, conditional }: Table, seed: number): SearchSpace {
  const categorical = DISTRIBUTIONS.get('categorical')!;
  const switches = conditional ? [{ name: 'depth', values: [1, 2] }] : [];
  const all = [...switches, ...parameters];
  return new SearchSpace({
    space: new Map(all.map(({ name, values }) => [name, categorical.build({ values })])),
    names: all.map(({ name }) => name),
    configure: (assigned) => (assigned.depth === 1 && conditional ? withoutSecondLayer(assigned) : assigned),
    seed,
    goal: 'minimize',
  });
}

function withoutSecondLayer(assigned: Assignment): Configuration {
  return Object.fromEntries(Object.entries(assigned).filter(([name]) => !name.endsWith('_2')));
}

function cellOf({ parameters }: Table, configuration: Configuration): number {
  return parameters.reduce((cell, { name, values }) => {
    const value = configuration[name] ?? configuration[name.replace('_2', '_1')];
    return cell * values.length + values.indexOf(value as number | string);
  }, 0);
}
