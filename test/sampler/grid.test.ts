import { describe, expect, it } from 'vitest';
import { SweepError } from '../../src/errors.ts';
import { proposeAll } from '../../src/sampler/proposeAll.ts';
import { spec } from './specs.ts';

const short = (text: string, ...names: string[]) =>
  proposeAll(spec(`method: grid\n${text}`)).configurations.map((configuration) =>
    ['model', ...names].map((name) => configuration[name]).join(' '),
  );

describe('a grid', () => {
  it('sorts keys, the last varies fastest', () => {
    expect(
      short('parameters: {optimizer: [sgd, adam], batch_size: [64, 32]}\n', 'batch_size', 'optimizer'),
    ).toEqual(['cnn 64 sgd', 'cnn 64 adam', 'cnn 32 sgd', 'cnn 32 adam']);
  });

  it('takes models outermost, in the order of the spec', () => {
    expect(short('model: [cnn, ann]\nparameters: {epochs: {min: 1, max: 2}}\n', 'epochs')).toEqual([
      'cnn 1',
      'cnn 2',
      'ann 1',
      'ann 2',
    ]);
  });

  it('collapses cells that train the same network, and counts them', () => {
    const proposed = proposeAll(
      spec(
        'method: grid\nmodel: [ann, cnn]\nparameters: {optimizer: [sgd, adam], momentum: [0, 0.9], filters: [8, 16]}\n',
      ),
    );
    expect(proposed.configurations).toHaveLength(9);
    expect(proposed).toMatchObject({ cells: 16, collapsed: 7 });
  });

  it('stops at run_cap, and counts repetitions up to there', () => {
    const text =
      'method: grid\nmodel: ann\nrun_cap: 3\nparameters: {pool_size: [1, 2], epochs: {min: 1, max: 9}}\n';
    const proposed = proposeAll(spec(text));
    expect(proposed.configurations).toHaveLength(3);
    expect(proposed).toMatchObject({ cells: 18, collapsed: 2 });
  });

  function failure(text: string): SweepError {
    try {
      proposeAll(spec(text));
    } catch (error) {
      if (error instanceof SweepError) return error;
    }
    throw new Error('nothing was thrown');
  }

  it('of a billion cells is refused before the first', () => {
    const error = failure(
      'method: grid\nparameters: {epochs: {min: 1, max: 1000}, filters: {min: 1, max: 1000}, units: {min: 1, max: 1000}}\n',
    );
    expect(error.code).toBe('spec_invalid');
    expect(error.message).toBe('The grid has 1,000,000,000 cells; a grid sweep takes at most 100,000.');
  });

  it('of a million cells that train the same network does not hang', () => {
    const error = failure(
      'method: grid\nmodel: ann\nrun_cap: 5\nparameters: {filters: {min: 1, max: 2000}, pool_size: {min: 1, max: 8}, kernel_size: {min: 1, max: 15}}\n',
    );
    expect(error.message).toContain('hold only 1 different configurations; run_cap asks for 5');
  });

  it('of more cells than can be counted is refused in few words', () => {
    const error = failure(
      'method: grid\nparameters: {learning_rate: {distribution: q_uniform, min: 1, max: 10, q: 1.0e-300}}\n',
    );
    expect(error.message).toBe('The grid has about 9 · 10^300 cells; a grid sweep takes at most 100,000.');
  });
});
