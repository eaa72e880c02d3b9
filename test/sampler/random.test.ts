import { describe, expect, it } from 'vitest';
import { proposeAll } from '../../src/sampler/proposeAll.ts';
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
    const small = configurations.filter(({ learning_rate }) => Number(learning_rate) < 0.001);
    expect(small.length / 2000).toBeCloseTo(1 / 3, 1);
  });

  it('of a space that holds a little less than run_cap ends with nearly all of it', () => {
    const { configurations } = proposeAll(
      spec(
        'method: random\nmodel: ann\nrun_cap: 100000\nparameters: {epochs: {min: 1, max: 10000}, units: {min: 1, max: 9}}\n',
      ),
    );
    expect(configurations.length).toBeGreaterThan(80_000);
    expect(configurations.length).toBeLessThanOrEqual(90_000);
  });

  it('of a small space ends with all of it, however unlikely some values are', () => {
    const rare = 'values: [1, 2, 3], probabilities: [0.998, 0.001, 0.001]';
    const { configurations } = proposeAll(
      spec(`method: random\nmodel: ann\nrun_cap: 1000\nparameters: {epochs: {${rare}}}\n`),
    );
    expect(configurations.map(({ epochs }) => epochs).sort()).toEqual([1, 2, 3]);
  });

  it('of 90,000 listed values draws each as likely as the other', () => {
    const values = Array.from({ length: 90_000 }, (_, index) => `0.${String(index + 1).padStart(5, '0')}`);
    const { configurations } = proposeAll(
      spec(`method: random\nrun_cap: 20000\nparameters: {learning_rate: [${values}]}\n`),
    );
    const low = configurations.filter(({ learning_rate }) => Number(learning_rate) < 0.3);
    expect(low.length / 20_000).toBeCloseTo(1 / 3, 1);
  });
});
