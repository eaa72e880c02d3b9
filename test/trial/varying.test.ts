import { describe, expect, it } from 'vitest';
import { configure } from '../../src/model/configure.ts';
import { describeConfiguration, formatValue, varyingParameters } from '../../src/trial/varying.ts';

const small = configure({ model: 'cnn', filters: 16 });
const large = configure({ model: 'cnn', filters: [32, 64] });
const flat = configure({ model: 'ann' });

describe('the columns of a table of configurations', () => {
  it('are those in which they differ, the model first', () => {
    expect(varyingParameters([small, large])).toEqual(['filters']);
    expect(varyingParameters([small, flat])).toEqual(['model', 'units']);
    expect(varyingParameters([small, large, flat])).toEqual(['model', 'filters', 'units']);
    expect(varyingParameters([small])).toEqual([]);
  });

  it('show lists in brackets and a dash where a parameter has no effect', () => {
    expect(formatValue(large.filters)).toBe('[32, 64]');
    expect(formatValue(flat.filters)).toBe('–');
    expect(describeConfiguration(large, ['model', 'filters', 'momentum'])).toBe('model=cnn filters=[32,64]');
    expect(describeConfiguration({ cell: 'a b', other: 'ab' }, ['cell', 'other'])).toBe(
      'cell="a b" other=ab',
    );
  });
});
