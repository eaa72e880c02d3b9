import { expect, it } from 'vitest';
import type { SweepStart } from '../../../src/store/index.ts';
import { openDashboard } from '../../server/dashboard.ts';
import { begin, complete, fail, planned } from '../../store/sweeps.ts';

interface Drawn {
  readonly name: string;
  readonly type: string;
  readonly data: readonly {
    readonly value: readonly [number, number, number];
    readonly label?: { readonly formatter: string };
    readonly tooltip: { readonly formatter: string };
  }[];
}

/** The contour of configurations with their values; an absent value fails, and one that is queued has not begun. */
async function contour(
  cells: readonly (readonly [parameters: object, value: number | 'failed' | 'queued'])[],
  query = '',
  changes: Partial<SweepStart> = {},
) {
  const { get, writer } = await openDashboard();
  const sweep = begin(writer(), changes);
  const trials = sweep.planTrials(
    cells.map(([parameters]) => planned({ ...parameters })),
    [7],
  );
  for (const [index, [, value]] of cells.entries()) {
    if (value === 'failed') fail(sweep, trials[index]!);
    else if (value !== 'queued') complete(sweep, trials[index]!, value);
  }
  const { text } = await get(`/sweeps/1/charts/contour${query}`);
  const { option } = JSON.parse((await get(`/sweeps/1/charts/contour.json${query}`)).text);
  const rows = [...text.matchAll(/<tr>(<th scope="row"[\s\S]*?)<\/tr>/g)].map(([, row]) =>
    [...row!.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell]) => cell),
  );
  const picture = (await get(`/sweeps/1/charts/contour.svg${query}`)).text;
  return { text, option, rows, picture, series: (option?.series ?? []) as readonly Drawn[] };
}

it('is a pivot of listed values, which names the cells that nobody tried and those without a result', async () => {
  const { series, rows, option, picture, text } = await contour(
    [
      [{ optimizer: 'adam', units: 4, batch_size: 32 }, 0.8],
      [{ optimizer: 'adam', units: 4, batch_size: 64 }, 0.9],
      [{ optimizer: 'sgd', units: 8 }, 0.6],
      [{ optimizer: 'lion', units: 8 }, 'failed'],
      [{ optimizer: 'lion', units: 4 }, 'queued'],
    ],
    '?x=optimizer&y=units',
  );
  const [map, ...hatched] = series;
  expect(map!.data.map(({ value }) => value)).toEqual([
    [0, 0, 0.85],
    [2, 1, 0.6],
  ]);
  expect(map!.data[0]!.label!.formatter).toBe('0.8500\nbest 0.9000, n 2');
  expect(map!.data[0]!.tooltip.formatter).toMatch(
    /optimizer=adam units=4\n.*0\.8500, n 2\nbest 0\.9000, trial 2/,
  );
  expect(hatched.map(({ name }) => name)).toEqual(['not tried', 'tried, no result']);
  expect(option.legend.data.map(({ name }: { name: string }) => name)).toEqual([
    'not tried',
    'tried, no result',
  ]);
  expect(picture).toContain('>not tried</text>');
  expect(rows).toEqual([
    ['4', '0.8500 (best 0.9000, n 2)', 'not tried', 'not tried'],
    ['8', 'not tried', 'no result', '0.6000 (best 0.6000, n 1)'],
  ]);
  expect(text).toContain('3 combinations of 6 were not tried.');
});

it('has no colour where no configuration is near, nor between the values of a list', async () => {
  const rates = Array.from({ length: 14 }, (_, index) => 0.001 + 0.0001 * index);
  const cells = rates.map((learning_rate, index) => [{ learning_rate, dropout: index / 100 }, 0.5] as const);
  const far = [{ learning_rate: 0.01, dropout: 0.9 }, 0.9] as const;
  const { series } = await contour([...cells, far], '?x=learning_rate&y=dropout');
  const [map] = series as unknown as readonly {
    readonly data: readonly (readonly [number, number, number])[];
  }[];
  // Beside the far one, and beside the others in the opposite corner.
  for (const [column, row, value] of map!.data) {
    expect(column >= 21 && row >= 21 ? value === 0.9 : column <= 6 && row <= 5 && value === 0.5).toBe(true);
  }
  const listed = [...cells.map(([{ learning_rate }]) => [{ learning_rate, units: 2 }, 0.5] as const)];
  const between = await contour(
    [...listed, [{ learning_rate: 0.0016, units: 3 }, 0.9]],
    '?x=learning_rate&y=units',
    { specJson: '{"parameters":{"units":{"distribution":"categorical"}}}' },
  );
  const colours = between.series[0]!.data as unknown as readonly (readonly [number, number, number])[];
  expect(new Set(colours.filter(([, row]) => row === 1).map(([, , value]) => value))).toEqual(new Set([0.9]));
});

it('keeps apart values that are small', async () => {
  const losses = [2e-6, 4e-6, 8e-6];
  const listed = losses.map((loss, index) => [{ units: 2, batch_size: 2 ** (5 + index) }, loss] as const);
  const others = losses.map((loss, index) => [{ units: 3, batch_size: 2 ** (5 + index) }, loss] as const);
  const pivot = await contour([...listed, ...others], '?x=units&y=batch_size');
  expect(pivot.series[0]!.data.map(({ value }) => value[2])).toEqual(losses.flatMap((loss) => [loss, loss]));
  const ranges = Array.from(
    { length: 14 },
    (_, index) =>
      [{ learning_rate: 0.001 * (index + 1), dropout: 0.05 * index }, 1e-6 * (index + 1)] as const,
  );
  const { series } = await contour(ranges, '?x=learning_rate&y=dropout');
  const colours = (series[0]!.data as unknown as readonly (readonly number[])[]).map(([, , value]) => value!);
  expect(Math.min(...colours)).toBeGreaterThan(0);
  expect(new Set(colours).size).toBeGreaterThan(10);
});

it('leaves configurations without a number out of an axis of numbers', async () => {
  const cells = Array.from(
    { length: 8 },
    (_, index) =>
      [
        {
          optimizer: index % 2 ? 'sgd' : 'adam',
          learning_rate: 0.01 * (index + 1),
          ...(index % 2 ? { momentum: 0.1 * index } : {}),
        },
        0.5,
      ] as const,
  );
  const { text, series } = await contour(cells, '?x=learning_rate&y=momentum');
  expect(text).toContain('All 4 configurations. 4 more lack one of the two.');
  expect(series[1]!.data).toHaveLength(4);
});

it('begins with two parameters of which neither follows from the other, or says that there are none', async () => {
  const networks = (units: number) => [
    [{ model: 'ann', units }, 0.5 + units / 100] as const,
    [{ model: 'cnn', filters: 2, units }, 0.9 + units / 100] as const,
    [{ model: 'cnn', filters: 4, units }, 0.95 + units / 100] as const,
  ];
  const first = await contour([2, 3, 4, 5].flatMap(networks));
  const chosen = [...first.text.matchAll(/<option value="(\w+)" selected>/g)].map(([, name]) => name).sort();
  expect(chosen).toContain('units');
  const none = await contour([
    [{ optimizer: 'sgd', units: 2 }, 0.5],
    [{ optimizer: 'adam', units: 3 }, 0.6],
  ]);
  expect(none.text).toContain('No two parameters vary independently of each other');
  expect(none.text).not.toContain('<picture>');
});

it('calls no value the best of a cell that is below its mean: finalists rank before higher ones', async () => {
  const { get, writer } = await openDashboard();
  const sweep = begin(writer(), { specJson: '{"name":"cnn","finals":{"seeds":2,"top":1}}' });
  const cells = ['adam', 'sgd'].flatMap((optimizer) =>
    [4, 8].flatMap((units) => [32, 64].map((batch_size) => planned({ optimizer, units, batch_size }))),
  );
  for (const trial of sweep.planTrials(cells, [7])) complete(sweep, trial, trial.number === 1 ? 0.9 : 0.8);
  for (const trial of sweep.planTrials(cells.slice(0, 1), [8, 9], 1)) complete(sweep, trial, 0.5);
  sweep.end('completed');
  const { text } = await get('/sweeps/1/charts/contour?x=optimizer&y=units');
  expect(text).toContain('0.7167 (best 0.8000, n 2)');
});
