import { expect, test } from 'vitest';
import { accuracyInterval } from '../../src/analysis/index.ts';

// Reference: proportion_confint(correct, total, method='wilson') of statsmodels 0.15.0; 81/263, 15/148 and 1/29
// are also the examples of Newcombe, Statistics in Medicine 17 (1998), 857–872, table I, to four places.
test.each([
  [0, 10, 0, 0.27753279986288926],
  [10, 10, 0.7224672001371106, 1],
  [5, 10, 0.23659309051256394, 0.7634069094874361],
  [81, 263, 0.2552885198782742, 0.36620957698280004],
  [15, 148, 0.06238639953073628, 0.16048724172330803],
  [1, 29, 0.006113214292762667, 0.17175521879320294],
  [9069, 10000, 0.9010475844640515, 0.9124399176618918],
])('Wilson’s interval of %i of %i', (correct, total, low, high) => {
  const interval = accuracyInterval(correct, total);
  expect(interval.low).toBeCloseTo(low, 13);
  expect(interval.high).toBeCloseTo(high, 13);
});
