import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { drawSvg } from '../../src/charts/draw.ts';
import { logTickText, tickText } from '../../src/charts/tickText.ts';

const TICKS = [
  [0.9, 0.88, 0.86],
  [0, 5, 10, 12_500],
  [1e-7, 2.5e-7, 0],
  [-0.5, 0, 0.5],
  [1e21, 2e21],
  [0, 5e14, 1e15, 1.5000000000000002e15],
  [-1e308, 0, 1.5e308],
  [999_999_999_999_999],
  [0, 2e-13],
];

it('writes the ticks of an axis with the same number of decimals', () => {
  expect(TICKS.map((ticks) => ticks.map((tick) => tickText(tick, ticks)))).toEqual([
    ['0.90', '0.88', '0.86'],
    ['0', '5', '10', '12,500'],
    ['0.00000010', '0.00000025', '0.00000000'],
    ['-0.5', '0.0', '0.5'],
    ['1e21', '2e21'],
    ['0', '5e14', '1e15', '1.5e15'],
    ['-1e308', '0', '1.5e308'],
    ['999,999,999,999,999'],
    ['0', '2e-13'],
  ]);
  const option = {
    xAxis: { type: 'value' },
    yAxis: { type: 'value', scale: true },
    series: [{ type: 'line', data: [0.86, 0.88, 0.9].map((value, index) => [index, value]) }],
  };
  const texts = drawSvg(option, { width: 400, height: 300 }).match(/>[\d.]+</g);
  expect(texts).toEqual(expect.arrayContaining(['>0.90<', '>0.88<', '>0.86<']));
  const large = {
    ...option,
    series: [{ type: 'line', data: [1e307, 1e308].map((value, index) => [index, value]) }],
  };
  const svg = drawSvg(large, { width: 400, height: 300 });
  expect(svg).toContain('>1e308<');
  expect(svg).not.toMatch(/>[\d,]{20,}</);
});

it('writes a tick of a logarithmic axis without the digits that its logarithm added', () => {
  expect([0.00009999999999999999, 1000.0000000000002, 2e-7].map(logTickText)).toEqual([
    '0.0001',
    '1,000',
    '0.0000002',
  ]);
  const option = {
    xAxis: { type: 'log', logBase: 10, min: 0.0001, max: 0.1 },
    yAxis: { type: 'value' },
    series: [{ type: 'line', data: [0.0001, 0.1].map((value) => [value, value]) }],
  };
  const texts = drawSvg(option, { width: 400, height: 300 }).match(/>[\d.]+</g);
  expect(texts).toEqual(expect.arrayContaining(['>0.0001<', '>0.001<', '>0.01<', '>0.1<']));
});

it('writes them in the browser as in pictures', () => {
  const script = readFileSync(join(import.meta.dirname, '../../views/public/charts.js'), 'utf8');
  const body = /function tickText\(value, ticks\) \{([\s\S]*?)\n {2}\}\n/.exec(script)![1]!;
  const inBrowser = new Function('value', 'ticks', body) as typeof tickText;
  for (const ticks of TICKS)
    for (const tick of ticks) expect(inBrowser(tick, ticks)).toBe(tickText(tick, ticks));
});
