import { expect, it } from 'vitest';
import { scaleAxis, scaleOf } from '../../src/charts/scale.ts';

it('labels values that were drawn with few digits, and leaves none of them outside of the axis', () => {
  const rates = [0.000139123571, 0.0064, 0.0305954825711777];
  expect(scaleAxis(scaleOf(rates))).toMatchObject({ type: 'log', min: 0.0001, max: 0.05 });
  expect(scaleAxis(scaleOf([0.001, 0.01, 1]))).toMatchObject({ min: 0.001, max: 1 });
  expect(scaleAxis(scaleOf([0.58, 0.9, 14.7]))).toMatchObject({ min: 0.5, max: 20 });
  const momentum = scaleOf([0.845228641119, undefined, 0.489747928011]);
  expect(scaleAxis(momentum)).toEqual({ type: 'category', data: ['–', '0.4897', '0.8452'] });
  expect(momentum.position(0.845228641119)).toBe(momentum.categories.indexOf('0.845228641119'));
});

it('keeps all digits where fewer make two values one', () => {
  const values = ['none', 0.123451, 0.123452];
  expect(scaleAxis(scaleOf(values))).toMatchObject({ data: ['0.123451', '0.123452', 'none'] });
});
