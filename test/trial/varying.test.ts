import { describe, expect, it } from 'vitest';
import { configure } from '../../src/model/configure.ts';
import { columnValue, describeConfiguration, formatValue, varyingColumns } from '../../src/trial/varying.ts';

const small = configure('cnn', { filters: 16 });
const large = configure('cnn', { filters: [32, 64] });
const flat = configure('ann', {});

describe('the columns of a table of configurations', () => {
  it('are those in which they differ, the model first', () => {
    expect(varyingColumns([small, large])).toEqual(['filters']);
    expect(varyingColumns([small, flat])).toEqual(['model', 'units']);
    expect(varyingColumns([small, large, flat])).toEqual(['model', 'filters', 'units']);
    expect(varyingColumns([small])).toEqual([]);
  });

  it('show lists in brackets and a dash where a parameter has no effect', () => {
    expect(formatValue(columnValue(large, 'filters'))).toBe('[32, 64]');
    expect(formatValue(columnValue(flat, 'filters'))).toBe('–');
    expect(describeConfiguration(large, ['model', 'filters', 'momentum'])).toBe('model=cnn filters=[32,64]');
  });
});
