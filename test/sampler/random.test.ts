import { describe, expect, it } from 'vitest';
import { proposeAll } from '../../src/sampler/plan.ts';
import { spec } from './specs.ts';

const text = (seed: number, cap: number) =>
  `method: random\nmodel: [ann, cnn]\nseed: ${seed}\nrun_cap: ${cap}\nparameters: {learning_rate: {distribution: log_uniform_values, min: 0.0001, max: 0.1}}\n`;

describe('a random sweep', () => {
  it('draws differently with another seed', () => {
    expect(proposeAll(spec(text(1, 5))).configurations).not.toEqual(
      proposeAll(spec(text(2, 5))).configurations,
    );
  });

  it('draws models evenly and values from their distribution', () => {
    const { configurations, cells, collapsed } = proposeAll(spec(text(1, 2000)));
    expect({ cells, collapsed }).toEqual({ cells: undefined, collapsed: 0 });
    expect(configurations.filter(({ model }) => model === 'ann').length / 2000).toBeCloseTo(0.5, 1);
    const small = configurations.filter(({ parameters }) => Number(parameters.learning_rate) < 0.001);
    expect(small.length / 2000).toBeCloseTo(1 / 3, 1);
  });
});
