import { describe, expect, it } from 'vitest';
import { keysOf } from '../../src/sweepfile/fields.ts';
import { network } from '../../src/sweepfile/network/dialect.ts';
import { parseSpec } from '../../src/sweepfile/parse.ts';

function parse(text: string, overrides: readonly string[] = []) {
  return parseSpec(`method: grid\n${text}`, { file: 'spec.yaml', overrides });
}

function valuesOf(text: string, ...overrides: readonly string[]): Record<string, unknown> {
  const parsed = parse(text, overrides);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return Object.fromEntries(
    [...parsed.spec.space]
      .filter(([name]) => name !== 'model')
      .map(([name, distribution]) => {
        const grid = distribution.grid()!;
        return [name, Array.from({ length: grid.size }, (_, index) => grid.at(index))];
      }),
  );
}

describe('parameters that are written together', () => {
  it('may stand at the top level or among the parameters', () => {
    const expected = {
      epochs: [20],
      early_stopping_patience: [5],
      early_stopping_min_delta: [0.001],
      early_stopping_restore_best: [false],
    };
    const group = 'early_stopping: {patience: 5, min_delta: 0.001, restore_best: false}';
    expect(valuesOf(`${group}\nparameters: {epochs: 20}`)).toEqual(expected);
    expect(valuesOf(`parameters:\n  epochs: 20\n  ${group}`)).toEqual(expected);
  });

  it.each([
    'early_stopping_patience=5',
    'early_stopping.patience=5',
    'parameters.early_stopping.patience=5',
    'early_stopping={patience: 5}',
  ])('are replaced by --set %s, however they are written', (override) => {
    for (const text of [
      'early_stopping: {patience: 3}\nparameters: {epochs: 2}',
      'parameters: {epochs: 2, early_stopping: {patience: 3}}',
      'parameters: {epochs: 2, early_stopping_patience: 3}',
    ]) {
      expect(valuesOf(text, override)).toEqual({ epochs: [2], early_stopping_patience: [5] });
      expect(valuesOf(text, override, 'early_stopping_patience=6')).toMatchObject({
        early_stopping_patience: [6],
      });
    }
  });

  it('may be searched over like any other', () => {
    expect(valuesOf('parameters: {reduce_on_plateau: {patience: [2, 4], factor: 0.5}}')).toEqual({
      reduce_on_plateau_patience: [2, 4],
      reduce_on_plateau_factor: [0.5],
    });
  });

  it.each([
    [
      'early_stopping: 5\nparameters: {epochs: 3}',
      '2:17 early_stopping must be a mapping of its settings, not 5',
    ],
    [
      'early_stopping: {patience: 3}\nparameters: {early_stopping_patience: 7}',
      '2:18 early_stopping_patience is set twice',
    ],
    [
      'early_stoping: {patience: 3}\nparameters: {epochs: 3}',
      `2:1 early_stoping is no key of a spec, which takes ${keysOf(network).join(', ')}`,
    ],
    ['parameters: {early_stopping: {patiance: 5}}', '2:31 There is no parameter early_stopping_patiance'],
    [
      'parameters: {early_stopping: {patience: -1}}',
      '2:41 early_stopping_patience must be an integer from 0 to 10000, not -1',
    ],
  ])('are refused where they are wrong: %s', (text, message) => {
    const parsed = parse(text);
    const problems = parsed.ok ? [] : parsed.problems;
    expect(problems.map((problem) => `${problem.line}:${problem.column} ${problem.message}`)).toEqual([
      message,
    ]);
  });
});
