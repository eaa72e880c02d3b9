import { describe, expect, it } from 'vitest';
import type { ParameterValue } from '../../src/configuration.ts';
import { condition } from '../../src/server/condition.ts';
import { parseWhere } from '../../src/store/where/parse.ts';

const COLUMN = {
  name: 'filters',
  type: 'any',
  best: 'low',
  read: (row: { value?: ParameterValue }) => row.value,
} as const;
const VALUES: readonly (ParameterValue | undefined)[] = [
  'adam',
  'two words',
  'or',
  'true',
  'it\'s "quoted"'.replace("'", ''),
  "it's",
  '12',
  '-',
  3,
  -0.5,
  1e-7,
  true,
  false,
  [32],
  [32, 64],
  undefined,
];

describe('the condition for a value', () => {
  it.each(VALUES.map((value) => [JSON.stringify(value) ?? 'nothing', value]))(
    'keeps %s and nothing else',
    (_, value) => {
      const keep = parseWhere(condition('filters', value as ParameterValue | undefined), [COLUMN]);
      const rows = VALUES.map((each) => (each === undefined ? {} : { value: each }));
      const kept = rows.filter(keep).map((row) => row.value);
      expect(kept).toEqual([value]);
    },
  );
});
