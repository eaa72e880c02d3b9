import { describe, expect, it } from 'vitest';
import type { ParameterValue } from '../../../src/configuration.ts';
import { configure } from '../../../src/model/configure.ts';
import { MODEL_NAMES } from '../../../src/model/modelName.ts';
import { leaderboardColumns } from '../../../src/store/leaderboard/columns.ts';
import type { Column } from '../../../src/store/where/columns.ts';
import { columnsOfCondition, conditionsOf, joinable, narrow } from '../../../src/store/where/conditions.ts';
import { parseWhere } from '../../../src/store/where/parse.ts';
import { writeCondition } from '../../../src/store/where/write.ts';

const columns: readonly Column<{ value: ParameterValue }>[] = [
  { name: 'value', type: 'any', best: 'low', read: (row) => row.value },
];

describe('a condition that is written for a value', () => {
  it.each<ParameterValue>([
    'adam',
    'he_normal',
    'two words',
    'and',
    'TRUE',
    '1e5',
    '12',
    '-',
    '',
    "it's",
    'say "so"',
    'größer',
    'a,b',
    true,
    false,
    0,
    -0.5,
    1e-7,
    1.5e21,
    32,
    [],
    [32],
    [32, 64],
    [0.1, -2],
  ])('is read back as that value: %j', (value) => {
    const keep = parseWhere(writeCondition('value', value)!, columns);
    expect(keep({ value })).toBe(true);
    for (const other of ['another', 7, true, [9]]) {
      if (JSON.stringify(other) !== JSON.stringify(value)) expect(keep({ value: other })).toBe(false);
    }
  });

  it.each(MODEL_NAMES)('can be read for every parameter of the %s', (model) => {
    const parameters = configure({ model, units: [3, 2], nesterov: true, optimizer: 'sgd' });
    const sweep = { trainable: 'network', metric: 'val_accuracy', goal: 'maximize' } as const;
    const columns = leaderboardColumns(sweep, { parameters: [], metrics: [], facts: [] });
    for (const [name, value] of Object.entries(parameters)) {
      const row = { parameters } as never;
      expect(parseWhere(writeCondition(name, value)!, columns)(row)).toBe(true);
    }
  });

  it('is none for what no filter can say', () => {
    expect(writeCondition('value', undefined)).toBeUndefined();
    expect(writeCondition('value', null)).toBeUndefined();
  });
});

describe('the conditions of a filter', () => {
  it('are what stands between its ands', () => {
    expect(conditionsOf('a=1 AND b="x and y" and (c=1 or d=2)')).toEqual([
      'a=1',
      'b="x and y"',
      '(c=1 or d=2)',
    ]);
    expect(conditionsOf('filters=[32, 64]')).toEqual(['filters=[32, 64]']);
  });

  it('are one where an or joins them, none where nothing is or can be read', () => {
    expect(conditionsOf('a=1 or b=2 and c=3')).toEqual(['a=1 or b=2 and c=3']);
    expect(conditionsOf(undefined)).toEqual([]);
    expect(conditionsOf('  ')).toEqual([]);
    expect(conditionsOf('a="open')).toEqual([]);
  });

  it('can be joined by and, in brackets where an or is in them', () => {
    expect(joinable('a=1 and (b=1 or c=2)')).toEqual(['a=1', '(b=1 or c=2)']);
    expect(joinable('a=1 or b=2')).toEqual(['(a=1 or b=2)']);
    expect(joinable(undefined)).toEqual([]);
  });

  it('name the columns that they compare', () => {
    expect(columnsOfCondition('not (`my rate`>=1 or not optimizer~^ada or `my rate`=[3, 4])')).toEqual([
      'my rate',
      'optimizer',
    ]);
    expect(columnsOfCondition('note="a=1"')).toEqual(['note']);
    expect(columnsOfCondition('note="open')).toEqual([]);
  });

  it('grow by another one without changing what they mean', () => {
    expect(narrow(undefined, 'a=1')).toBe('a=1');
    expect(narrow('a=1', 'b=2')).toBe('a=1 and b=2');
    expect(narrow('a=1 or b=2', 'c=3')).toBe('(a=1 or b=2) and c=3');
    expect(narrow('a=1 and b=2', 'b=2')).toBe('a=1 and b=2');
  });
});
