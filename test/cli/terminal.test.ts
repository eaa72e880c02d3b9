import { describe, expect, it } from 'vitest';
import { cut, sparkline } from '../../src/cli/format/terminal.ts';

describe('texts in a terminal', () => {
  it('draws a curve from its lowest to its highest value', () => {
    expect(sparkline([0, 0.5, 1])).toBe('▁▅█');
    expect(sparkline([3, Number.NaN, 3])).toBe('▁ ▁');
  });

  it('cuts what is too wide', () => {
    expect([cut('filters', 7), cut('filters', 5), cut('filters', 1)]).toEqual(['filters', 'filt…', '…']);
  });
});
