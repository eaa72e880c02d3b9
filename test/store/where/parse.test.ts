import { describe, expect, test } from 'vitest';
import type { Assignment } from '../../../src/configuration.ts';
import { SweepError } from '../../../src/errors.ts';
import type { Column } from '../../../src/store/where/columns.ts';
import { parseWhere } from '../../../src/store/where/parse.ts';

const COLUMNS: readonly Column<Assignment>[] = [
  { name: 'optimizer', type: 'any', best: 'low', read: (row) => row.optimizer },
  { name: 'filters', type: 'any', best: 'low', read: (row) => row.filters },
  { name: 'nesterov', type: 'any', best: 'low', read: (row) => row.nesterov },
  { name: 'model', type: 'text', best: 'low', read: (row) => row.model },
  {
    name: 'val_accuracy',
    otherNames: ['valAccuracy'],
    type: 'number',
    best: 'high',
    read: (row) => row.val_accuracy,
  },
  {
    name: 'durationMs',
    type: 'number',
    units: { ms: 1, s: 1000, m: 60_000 },
    best: 'low',
    read: (row) => row.durationMs,
  },
];

const ROW: Assignment = {
  optimizer: 'adam',
  filters: [32, 64],
  nesterov: true,
  model: '123',
  val_accuracy: 0.91,
  durationMs: 90_000,
};

function holds(expression: string, row: Assignment = ROW): boolean {
  return parseWhere(expression, COLUMNS)(row);
}

describe('an expression holds', () => {
  test.each([
    'optimizer=adam',
    'optimizer = "adam"',
    'optimizer=Adam',
    "optimizer == 'adam'",
    'optimizer != sgd',
    'optimizer <> sgd',
    'optimizer < b',
    'val_accuracy > 0.9',
    'valAccuracy >= .91',
    'val_accuracy<=9.1e-1',
    'val_accuracy>-1',
    'filters=[32, 64]',
    'filters=[32,64]',
    'filters != 32',
    'nesterov = TRUE',
    'model = 123',
    'optimizer=adam and val_accuracy>0.9',
    'optimizer=sgd or val_accuracy>0.9',
    'NOT optimizer=sgd AND not not val_accuracy>0.9',
    'optimizer=adam or optimizer=sgd and val_accuracy<0',
    'not (optimizer=sgd or val_accuracy<0.9)',
    '((optimizer=adam))',
    'durationMs = 90000',
    'durationMs = 90s',
    'durationMs = 1.5m',
    'durationMs = 1m30s and optimizer=adam',
    'durationMs > 89999ms',
  ])('%s', (expression) => {
    expect(holds(expression)).toBe(true);
  });
});

describe('an expression does not hold', () => {
  test.each([
    'optimizer=adamax',
    'val_accuracy > 0.91',
    'filters=32',
    'filters=[32]',
    'filters=[]',
    'filters > 16',
    'optimizer > 3',
    '(optimizer=adam or optimizer=sgd) and val_accuracy<0',
    'not optimizer=adam or val_accuracy<0',
  ])('%s', (expression) => {
    expect(holds(expression)).toBe(false);
  });

  test('of a value that the row does not have, whatever the comparison', () => {
    for (const operator of ['=', '!=', '<', '>='])
      expect(holds(`val_accuracy ${operator} 0.9`, {})).toBe(false);
    expect(holds('not val_accuracy > 0.9', {})).toBe(true);
  });
});

describe('a mistake is named with its place', () => {
  test.each([
    ['', 1, 'expected the name of a column, found the end'],
    ['optimiser=adam', 1, 'there is no column optimiser'],
    ['optimizer=adam and', 19, 'expected the name of a column, found the end'],
    ['optimizer adam', 11, 'expected one of = != < <= > >='],
    ['optimizer =', 12, 'expected a value, found the end'],
    ['optimizer = and', 13, 'expected a value, found and'],
    ['val_accuracy > high', 16, 'expected a number, as val_accuracy is one, found high'],
    ['val_accuracy > 2s', 16, 'expected a number, as val_accuracy is one, found 2s'],
    ['durationMs > 2 days', 16, 'expected and, or, or the end, found days'],
    ['durationMs > "90s"', 14, 'as durationMs is one, with ms, s, m after it or none, found 90s'],
    ['durationMs > 2d', 14, 'as durationMs is one, with ms, s, m after it or none, found 2d'],
    ['(optimizer=adam', 16, 'expected a closing )'],
    ['optimizer=adam)', 15, 'expected and, or, or the end, found )'],
    ['optimizer=adam sgd', 16, 'expected and, or, or the end, found sgd'],
    ['optimizer="adam', 11, 'a quote is not closed'],
    ['optimizer=adam; DROP TABLE trials', 15, '; has no meaning here'],
    ['filters=[32 64]', 13, 'expected a comma or ]'],
    ['filters=[adam]', 10, 'expected a number, found adam'],
    [`${'('.repeat(500)}optimizer=adam`, 102, 'nested too deeply'],
    [`optimizer=${'a'.repeat(5000)}`, 2001, 'longer than 2000 characters'],
  ])('%s', (expression, position, problem) => {
    const error = errorOf(() => holds(expression));
    expect(error).toMatchObject({ code: 'filter_invalid' });
    expect(error.message).toContain(`at character ${position}: `);
    expect(error.message).toContain(problem);
  });

  test('and the column that was meant is suggested', () => {
    expect(errorOf(() => holds('optimiser=adam')).hint).toBe('Did you mean optimizer?');
    expect(errorOf(() => holds('accuracy>0')).hint).toBe('Did you mean val_accuracy?');
    expect(errorOf(() => holds('zzz=1')).hint).toBe(
      'There are: optimizer, filters, nesterov, model, val_accuracy, durationMs.',
    );
  });
});

function errorOf(action: () => unknown): SweepError {
  try {
    action();
  } catch (error) {
    if (error instanceof SweepError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
