import { describe, expect, it } from 'vitest';
import { errorsOf, parse, specOf } from './read.ts';

const text = 'method: grid\nparameters:\n  epochs: {values: [5, 10]}\n  kernel_initializer: zeros\n';
const definition = (name: string, ...overrides: string[]) =>
  specOf(text, overrides).space.get(name)?.definition();

describe('--set', () => {
  it('replaces a whole definition under parameters', () => {
    expect(definition('epochs', 'epochs=2')).toEqual({ distribution: 'constant', value: 2 });
    expect(definition('filters', 'parameters.filters=[16, [32, 64]]')).toMatchObject({
      values: [16, [32, 64]],
    });
    expect(
      definition('dropout', 'dropout={distribution: q_uniform, min: 0, max: 0.5, q: 0.1}'),
    ).toMatchObject({ q: 0.1 });
  });

  it('reaches top-level keys and into mappings', () => {
    expect(specOf(text, ['seed=3', 'metric.name=val_loss', 'method=random', 'run_cap=4'])).toMatchObject({
      seed: 3,
      metric: { name: 'val_loss' },
      method: 'random',
      runCap: 4,
    });
  });

  it('reaches into a mapping that is written in short', () => {
    const short = `${text}metric: val_loss\nvalidation: 500\n`;
    expect(specOf(short, ['metric.goal=minimize', 'validation.seed=3'])).toMatchObject({
      metric: { name: 'val_loss', goal: 'minimize' },
      setup: { validation: { size: 500, seed: 3 } },
    });
  });

  it('replaces a parameter under either of its names', () => {
    expect(definition('kernel_initializer', 'initializer=he_normal')).toMatchObject({ value: 'he_normal' });
  });

  it('the last one wins, also over a mistake in the file', () => {
    expect(definition('epochs', 'epochs=2', 'epochs=3')).toMatchObject({ value: 3 });
    expect(errorsOf('method: girdd\nparameters: {epochs: 1}\n', ['method=grid'])).toEqual([]);
  });

  it('mistakes carry the flag instead of a line', () => {
    expect(errorsOf(text, ['epochs=0', 'seed=x', 'sed=3', 'batch_size='])).toEqual(
      [
        '--set seed seed must be an integer from 0 to 2147483647, not x',
        '--set epochs epochs must be an integer from 1 to 10000, not 0',
        '--set batch_size batch_size must be an integer from 1 to 8192, but it has no value',
      ].toSpliced(0, 0, expect.stringMatching(/^--set sed sed is neither a parameter nor a key of a spec/)),
    );
    const misspelt = parse(text, ['epocs=1']);
    expect(misspelt.ok || misspelt.problems[0]?.hint).toBe('Did you mean --set epochs=1?');
    const parsed = parse(text, ['epochs=0']);
    expect(parsed.ok || parsed.problems[0]).toEqual({
      path: '--set epochs',
      message: 'epochs must be an integer from 1 to 10000, not 0',
      severity: 'error',
    });
  });

  it.each([
    ['epochs', '--set epochs --set takes key=value, not epochs'],
    ['=3', '--set  --set takes key=value, not =3'],
    ['units=[1', '--set units A list opened with [ is not closed with ] before this: [1'],
  ])('%s is refused', (override, error) => {
    expect(errorsOf(text, [override])).toEqual([error]);
  });
});
