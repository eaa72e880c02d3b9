import { expect, it } from 'vitest';
import { canonicalJson } from '../../src/configuration.ts';
import { proposeAll } from '../../src/sampler/proposeAll.ts';
import { canonicalSpec } from '../../src/sweepfile/canonical.ts';
import { parseSpec } from '../../src/sweepfile/parse.ts';
import { spec } from './specs.ts';

const keys = (text: string) =>
  proposeAll(spec(text)).configurations.map((configuration) => canonicalJson(configuration));

const GRID =
  'method: grid\nparameters: {units: [8, 16, 32, 64], batch_size: [16, 32, 64], dropout: [0, 0.1]}\n';

it('a shuffled grid has the cells of the grid, in an order that follows from the seed', () => {
  const listed = keys(GRID);
  const shuffled = keys(`order: shuffled\n${GRID}`);
  expect(shuffled).not.toEqual(listed);
  expect([...shuffled].sort()).toEqual([...listed].sort());
  expect(keys(`order: shuffled\n${GRID}`)).toEqual(shuffled);
  expect(keys(`order: shuffled\nseed: 5\n${GRID}`)).not.toEqual(shuffled);
  expect(keys(`order: shuffled\nrun_cap: 7\n${GRID}`)).toEqual(shuffled.slice(0, 7));
});

it('the first 2ᵏ points of the Sobol design have one in each 2ᵏth part of a parameter', () => {
  const text = `method: random
design: sobol
run_cap: 64
parameters:
  learning_rate: {distribution: log_uniform_values, min: 0.0001, max: 1}
  dropout: {distribution: uniform, min: 0, max: 0.8}
  optimizer: [sgd, adam]
`;
  const given = spec(text);
  const { configurations } = proposeAll(given);
  for (const name of ['learning_rate', 'dropout']) {
    for (const count of [16, 32, 64]) {
      const parts = configurations
        .slice(0, count)
        .map((configuration) => Math.floor(given.space.get(name)!.encode(configuration[name]!) * count));
      expect(new Set(parts).size).toBe(count);
    }
  }
  expect(configurations.filter(({ optimizer }) => optimizer === 'sgd')).toHaveLength(32);
});

it('what a spec does not say of them leaves its identity as it was, and says so of the wrong method', () => {
  const canonical = (text: string) => canonicalSpec(spec(text));
  expect(canonical(`order: listed\n${GRID}`)).toBe(canonical(GRID));
  expect(canonical(`order: shuffled\n${GRID}`)).not.toBe(canonical(GRID));
  const wrong = parseSpec(`design: sobol\n${GRID}`, { file: 's.yaml' });
  expect(wrong.ok ? [] : wrong.problems.map(({ message }) => message)).toEqual([
    "design is for method random; this sweep's method is grid",
  ]);
});
