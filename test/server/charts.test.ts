import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHARTS } from '../../src/charts/index.ts';
import { timeUnit } from '../../src/charts/timeUnit.ts';
import { metric } from '../../src/format.ts';
import { Random } from '../../src/random.ts';
import type { Database } from '../../src/store/index.ts';
import { beginProgram, cell, report, runProgram } from '../store/programs.ts';
import { begin, complete, epoch, planned } from '../store/sweeps.ts';
import { openDashboard, seed } from './dashboard.ts';

const NAMES = CHARTS.map(({ name }) => name);
/** Those that random searches, as of these tests, have: no two of their configurations are a pair. */
const OF_SEARCHES = NAMES.filter((name) => name !== 'effect');

/**
 * Number of points, lines, bars and cells for the forty trials of `seedMany` on each chart, without axes and
 * legends.
 */
const MARKS: Readonly<Record<string, number>> = {
  curves: 16,
  // The paths, and the ticks of the parameters and of the metric.
  parallel: 40 + (2 + 9 + 9) + 9,
  // Two parameters alone and in combination: bars, and lines with an end on either side.
  importance: 4 + 9,
  // The points, and the best of ten parts of a range.
  isolation: 40 + 10,
  slice: 40,
  // 2 × 24 cells, all of them near a point, and the points.
  contour: 48 + 40,
  rank: 40,
  scatter: 40,
  // The points and one line of the best so far with as many corners.
  history: 40 + 41,
  // A line within its band has no marks.
  expected: 0,
  // The points and one on the front.
  pareto: 40 + 1,
  timeline: 40,
};

const NONE_COMPLETED = 'No trial has completed yet; the chart appears when the first one has.';
const NONE_MATCHES = 'No configuration matches the filter.';
/** The message of each chart before a trial has completed and if its filter keeps nothing, in that order. */
const WHY_EMPTY: Readonly<Record<string, readonly [string, string]>> = {
  curves: ['No epoch has ended yet.', NONE_MATCHES],
  importance: ['Nothing varies between the configurations.', 'Nothing varies between the configurations.'],
  timeline: ['No trial has begun yet.', NONE_MATCHES],
};

/** The text of a picture, without its tags. */
const textOf = (svg: string) =>
  svg
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const linesOf = (text: string, part: string) => text.split('\n').filter((line) => line.includes(part));

/** Forty trials whose accuracy follows the learning rate alone. */
function seedMany(db: Database): void {
  const random = Random.of(1, 'charts');
  const sweep = begin(db, { name: 'many' });
  const cells = Array.from({ length: 40 }, (_, index) =>
    planned({
      optimizer: index % 2 ? 'adam' : 'sgd',
      learning_rate: (index + 1) / 1000,
      units: 1 + random.below(9),
    }),
  );
  for (const trial of sweep.planTrials(cells, [7])) complete(sweep, trial, 0.5 + trial.number / 100);
}

describe('the charts of a sweep', () => {
  it('stand on one page as pictures, each leading to a page of its own, with the filter in every address', async () => {
    const { get, writer } = await openDashboard();
    seedMany(writer());
    const { status, text } = await get('/sweeps/1/charts?where=optimizer%3Dadam');
    expect(status).toBe(200);
    for (const name of NAMES) {
      expect(text).toContain(`href="/sweeps/1/charts/${name}?where=optimizer%3Dadam"`);
      expect(text).toContain(`src="/sweeps/1/charts/${name}.svg?where=optimizer%3Dadam`);
    }
    expect(text).not.toContain('echarts.min.js');
    expect(text.length).toBeLessThan(30_000);
  });

  it('say why nothing is drawn where no trial exists, or none is shown', async () => {
    const { get, post, writer } = await openDashboard();
    const sweep = begin(writer());
    const said = async () => textOf((await get('/sweeps/1/charts/curves.svg')).text);
    expect(await said()).toContain('No trial has been planned yet.');
    const [trial] = sweep.planTrials([planned({})], [7]);
    complete(sweep, trial!, 0.5);
    expect(await said()).not.toContain('No trial');
    await post('/sweeps/1/trials/1/annotations', { hidden: '1' });
    expect(await said()).toContain('All configurations are hidden.');
  });

  it('keep what the leaderboard shows, and group the learning curves as it does', async () => {
    const { get, writer } = await openDashboard();
    seedMany(writer());
    const board = await get('/sweeps/1?by=trial&color=units&group=optimizer&page=2');
    expect(board.text).toContain('href="/sweeps/1/charts?by=trial&amp;color=units&amp;group=optimizer"');
    const { text } = await get('/sweeps/1/charts?by=trial&color=units&group=optimizer');
    expect(text).toContain('<input type="hidden" name="color" value="units">');
    expect(text).toContain('href="/sweeps/1?by=trial&amp;color=units&amp;group=optimizer"');
    expect(text).toContain('src="/sweeps/1/charts/curves.svg?group=optimizer&amp;');
    const curves = await get('/sweeps/1/charts/curves?color=units&group=optimizer');
    expect(curves.text).toContain('<option value="optimizer" selected>');
    expect(curves.text).not.toContain('<input type="hidden" name="group"');
    expect(curves.text).toContain('href="/sweeps/1?color=units&amp;group=optimizer"');
  });

  it.each(OF_SEARCHES)('%s is a picture, data for the script, and numbers on a page', async (name) => {
    const { get, writer } = await openDashboard();
    seedMany(writer());
    const svg = await get(`/sweeps/1/charts/${name}.svg`);
    expect(svg.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
    const marks = svg.text.match(/<(path|polyline)[^>]* ecmeta_ssr_type="chart"/g) ?? [];
    expect(marks).toHaveLength(MARKS[name]!);
    const narrow = (await get(`/sweeps/1/charts/${name}.svg?size=narrow`)).text;
    expect(narrow).toContain('width="330"');
    expect(narrow.match(/ ecmeta_ssr_type="chart"/g) ?? []).toHaveLength(MARKS[name]!);
    const { option } = JSON.parse((await get(`/sweeps/1/charts/${name}.json`)).text);
    expect(option.series.length).toBeGreaterThan(0);
    const { text, status } = await get(`/sweeps/1/charts/${name}`);
    expect(status).toBe(200);
    expect(text).toMatch(/<h2>In numbers<\/h2>[\s\S]*<tbody>\s*<tr/);
    expect(text).toMatch(/src="\/public\/echarts\.min\.js\?v=[\w-]{12}"/);
  });

  it.each(NAMES)(
    '%s says why it is empty before anything has completed, and with a filter that keeps nothing',
    async (name) => {
      const { get, writer } = await openDashboard();
      begin(writer(), { name: 'just begun' }).planTrials([planned({ units: 2 })], [7]);
      for (const [index, query] of ['', '?where=units%3D99'].entries()) {
        const why = (WHY_EMPTY[name] ?? [NONE_COMPLETED, NONE_MATCHES])[index]!;
        const page = await get(`/sweeps/1/charts/${name}${query}`);
        expect(page.status).toBe(200);
        expect(page.text).toContain(why);
        expect(page.text).not.toContain('<picture>');
        expect(textOf((await get(`/sweeps/1/charts/${name}.svg${query}`)).text)).toBe(why);
      }
    },
  );

  it.each([
    'parallel',
    'isolation',
    'effect',
    'slice',
    'contour',
    'rank',
    'scatter',
    'history',
    'expected',
    'pareto',
  ])('%s names the metric that no completed trial has reported', async (name) => {
    const { get, writer } = await openDashboard();
    const sweep = beginProgram(writer());
    const [trial] = sweep.planTrials([cell({ lr: 0.1 })], [7]);
    runProgram(sweep, trial!, report(1, { other: 2 }));
    const page = await get(`/sweeps/1/charts/${name}`);
    expect(page.text).toContain('No completed trial has reported score, by which this sweep ranks.');
  });

  it('sets the metric against latency, weights and more, and says where latency is not known', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer(), { name: 'costs' });
    const [small, large] = sweep.planTrials([planned({ units: 2 }), planned({ units: 4 })], [7]);
    complete(sweep, small!, 0.8, { latencyMs: 1.5 });
    complete(sweep, large!, 0.9, { latencyMs: 0.125 });
    const against = async (cost: string, id = 1) =>
      (await get(`/sweeps/${id}/charts/pareto?cost=${cost}`)).text;
    expect(await against('latency')).toMatch(/One of them is on the front[\s\S]*0\.13ms/);
    expect(await against('weights')).toContain('2 of them are on the front');
    const older = begin(writer(), { name: 'older' });
    for (const trial of older.planTrials([planned({ units: 2 })], [7])) {
      complete(older, trial, 0.8, { latencyMs: Number.NaN });
    }
    expect(await against('latency', 2)).toContain('The latency of these trials was not measured.');
  });

  it('of a single configuration are drawn, or say that nothing varies', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer(), { name: 'single' });
    for (const trial of sweep.planTrials([planned({ units: 2 })], [7])) complete(sweep, trial, 0.8);
    for (const name of NAMES) {
      const { status, text } = await get(`/sweeps/1/charts/${name}.svg`);
      expect(status).toBe(200);
      expect(text, name).not.toMatch(/NaN|Infinity/);
    }
    expect((await get('/sweeps/1/charts/parallel')).text).toContain('Nothing varies');
  });

  it('find the parameter that matters', async () => {
    const { get, writer } = await openDashboard();
    seedMany(writer());
    const { text } = await get('/sweeps/1/charts/importance');
    expect(text).toMatch(/by fANOVA \(Hutter et al., 2014\) on a random forest/);
    expect(text).toMatch(
      /<tbody>\s*<tr><th scope="row">learning_rate<\/th><td class="number">(100|[6-9]\d)\.\d %<\/td><td class="number">\d+\.\d to \d+\.\d %/,
    );
    // A tile, which has no caption, says as well how much there is to explain.
    expect(textOf((await get('/sweeps/1/charts/importance.svg?size=small')).text)).toMatch(
      /% of the explained variance \(\d+\.\d % of all\)/,
    );
    expect((await get('/sweeps/1/charts/slice')).text).toContain('<option value="learning_rate" selected>');
  });

  it('say that no parameter explains a metric that is noise, on the page and on the tile alike', async () => {
    const { get, writer } = await openDashboard();
    const random = Random.of(3, 'charts');
    const sweep = begin(writer(), { name: 'noise' });
    const cells = Array.from({ length: 40 }, (_, index) =>
      planned({ optimizer: index % 2 ? 'adam' : 'sgd', learning_rate: 0.01, units: 1 + index }),
    );
    for (const trial of sweep.planTrials(cells, [7])) complete(sweep, trial, random.uniform());
    const { text } = await get('/sweeps/1/charts/importance');
    expect(text).toContain('No parameter explains val_accuracy in these 40 trials');
    expect(text).not.toContain('<picture>');
    const tile = (await get('/sweeps/1/charts/importance.svg?size=small')).text;
    expect(textOf(tile)).toContain('No parameter explains val_accuracy in these 40 trials');
  });

  it('of a slice over categories set its points side by side, each within its own', async () => {
    const { get, writer } = await openDashboard();
    seedMany(writer());
    const { option } = JSON.parse((await get('/sweeps/1/charts/slice.json?x=optimizer')).text);
    const [{ data: categories }, { min, max }] = option.xAxis;
    expect([min, max]).toEqual([-0.5, categories.length - 0.5]);
    const points: { value: [number, number]; tooltip: { formatter: string } }[] = option.series[0].data;
    for (const { value, tooltip } of points)
      expect(tooltip.formatter).toContain(`optimizer=${categories[Math.round(value[0])]}`);
    expect(new Set(points.map(({ value }) => value[0])).size).toBe(points.length);
  });

  it('leave out a learning rate that follows from the optimizer, and mark it where it can be chosen', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer(), { name: 'defaults' });
    const cells = [8, 16, 32, 64].flatMap((units) => [
      planned({ optimizer: 'sgd', units }),
      planned({ optimizer: 'adam', units }),
    ]);
    for (const trial of sweep.planTrials(cells, [7])) complete(sweep, trial, 0.5 + trial.number / 100);
    const contour = (await get('/sweeps/1/charts/contour')).text;
    expect(contour).toContain('<option value="learning_rate">learning_rate (derived)</option>');
    expect(contour.match(/<option value="(\w+)" selected>/g)).toHaveLength(2);
    expect(contour).not.toMatch(/<option value="learning_rate" selected>/);
    expect((await get('/sweeps/1/charts/importance.json')).text).not.toContain('learning_rate');
    expect((await get('/sweeps/1/charts/parallel.json?axes=all')).text).not.toContain('learning_rate');
    expect((await get('/sweeps/1/charts/parallel.json?axes=derived')).text).toContain('learning_rate');
    const board = (await get('/sweeps/1')).text;
    expect(board.slice(board.indexOf('id="board"'))).not.toContain('learning_rate');
    expect(board).toContain('learning_rate (derived)');
  });

  it('follow the filter: the slice of one optimizer has its trials alone', async () => {
    const { get, writer } = await openDashboard();
    seedMany(writer());
    const points = async (query: string) =>
      JSON.parse((await get(`/sweeps/1/charts/slice.json?${query}`)).text).option.series[0].data.length;
    expect(await points('')).toBe(40);
    expect(await points('where=optimizer%3Dadam')).toBe(20);
    expect((await get('/sweeps/1/charts/slice?where=optimizer%3Dadam')).text).toContain(
      'Show them on the leaderboard: 20',
    );
  });

  it('tell configurations that pass the filter from those with a result', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer(), { name: 'some' });
    const trials = sweep.planTrials(
      [2, 3, 4].map((units) => planned({ units })),
      [7],
    );
    for (const trial of trials.slice(0, 2)) complete(sweep, trial, 0.8);
    const { text } = await get('/sweeps/1/charts/slice');
    expect(text).toContain('Show them on the leaderboard: 3, of which 2 have a result');
  });

  it('have the filter of the leaderboard: completion, chips that keep the choices, and what was probably meant', async () => {
    const { get, writer } = await openDashboard();
    seedMany(writer());
    const board = (await get('/sweeps/1')).text;
    for (const path of ['charts', 'charts/slice'])
      expect(linesOf((await get(`/sweeps/1/${path}`)).text, 'option value')[0]).toBe(
        linesOf(board, 'option value')[0],
      );
    const narrowed = await get('/sweeps/1/charts/slice?x=units&where=optimizer%3Dadam+and+units>2');
    expect(narrowed.text).toContain(
      'href="?where=units%3E2&amp;x=units" aria-label="Without optimizer=adam"',
    );
    expect(narrowed.text).toContain('class="clear" href="?x=units"');
    const meant = 'Did you mean optimizer=adam?';
    for (const path of ['charts', 'charts/slice', 'charts/curves'])
      expect((await get(`/sweeps/1/${path}?where=optimizer%3Dadma`)).text, path).toContain(meant);
    expect((await get('/sweeps/1/charts/slice?where=optimizer%3DADAM')).text).toContain(
      'optimizer is written adam, and found in any letter case.',
    );
    // What a brush on an absent value writes asks for no text.
    const absent = await get(`/sweeps/1/charts/slice?where=${encodeURIComponent('not filters!=""')}`);
    expect(absent.text).not.toContain('class="quiet hint"');
    expect(absent.text).toContain('Show them on the leaderboard: 40');
  });

  it('say which conditions of the filter a brush on an axis replaces', async () => {
    const { get, writer } = await openDashboard();
    seedMany(writer());
    const conditionsOf = async (where: string) => {
      const { axes, conditions } = JSON.parse(
        (await get(`/sweeps/1/charts/parallel.json?where=${encodeURIComponent(where)}`)).text,
      );
      return conditions.map(({ text, axis }: { text: string; axis?: number }) => [text, axes[axis!]?.column]);
    };
    expect(
      await conditionsOf('not optimizer!=adam and (units=1 or units>3) and val_accuracy>0.6 and lr<1'),
    ).toEqual([
      ['not optimizer!=adam', 'optimizer'],
      ['(units=1 or units>3)', 'units'],
      ['val_accuracy>0.6', 'val_accuracy'],
      ['lr<1', 'learning_rate'],
    ]);
    expect(await conditionsOf('units>3 or optimizer=adam')).toEqual([
      ['(units>3 or optimizer=adam)', undefined],
    ]);
    expect(await conditionsOf('')).toEqual([]);
  });

  it('group the learning curves, as a median within a band', async () => {
    const { get, writer } = await openDashboard();
    seedMany(writer());
    const { option } = JSON.parse((await get('/sweeps/1/charts/curves.json?group=optimizer')).text);
    expect(option.legend.data).toEqual(['adam', 'sgd']);
    // adam has the even trials, 2 to 40: at the second of two epochs 0.52 to 0.90, the middle two 0.70 and 0.72.
    const median = option.series.find(({ name }: { name: string }) => name === 'adam');
    expect(median.data[1][1]).toBeCloseTo(0.71, 10);
    expect(median.data[1][2]).toBe(20);
    const [low, band] = option.series.filter(({ name }: { name: string }) => name === 'adam, band');
    expect(low.data[1][1]).toBeCloseTo(0.52, 10);
    expect(band.data[1][1]).toBeCloseTo(0.38, 10);
  });

  it('offer no choice that has no effect beside the others, and keep it in the form until it has one again', async () => {
    const { get, writer } = await openDashboard();
    seedMany(writer());
    const read = async (query: string) => {
      const { text } = await get(`/sweeps/1/charts/curves?${query}`);
      return {
        offered: [...text.matchAll(/<select id="(\w+)"/g)].map(([, name]) => name),
        kept: [...text.matchAll(/<input type="hidden" name="(\w+)" value="(\w+)">/g)].map(
          ([, name, value]) => `${name}=${value}`,
        ),
      };
    };
    expect(await read('')).toEqual({
      offered: ['metric', 'training', 'group', 'top', 'smoothing', 'along'],
      kept: [],
    });
    expect(await read('group=optimizer&top=16&along=time')).toEqual({
      offered: ['metric', 'group', 'smoothing'],
      kept: ['top=16', 'along=time'],
    });
    const single = begin(writer(), { name: 'single' });
    for (const trial of single.planTrials([planned({ units: 2 })], [7])) complete(single, trial, 0.8);
    const short = begin(writer(), { name: 'short' });
    for (const trial of short.planTrials([planned({ units: 2 }), planned({ units: 3 })], [7])) {
      short.startTrial(trial, 0);
      short.recordSteps([{ ...trial, ...epoch(1, 0.8) }]);
    }
    expect((await get('/sweeps/3/charts/curves')).text).not.toContain('<select id="smoothing"');
    for (const name of NAMES) {
      const { text } = await get(`/sweeps/2/charts/${name}`);
      for (const [, choices] of text.matchAll(/<select[^>]*>([\s\S]*?)<\/select>/g))
        expect(choices!.match(/<option/g)!.length, name).toBeGreaterThan(1);
    }
  });

  it('offer smoothing and training time along the axis', async () => {
    const { get, writer } = await openDashboard();
    seedMany(writer());
    const { option } = JSON.parse((await get('/sweeps/1/charts/curves.json?along=time&smoothing=0.5')).text);
    // The best trial goes from 0.45 to 0.9 in two epochs of a second.
    expect(option.series[0].name).toBe('#40');
    expect(option.series[0].data[1][0]).toBe(2);
    expect(option.series[0].data[1][1]).toBeCloseTo((0.25 * 0.45 + 0.5 * 0.9) / 0.75, 10);
  });

  it.each(['slice', 'history', 'pareto', 'parallel', 'timeline'])(
    '%s says of every point its trial, what varies in it and its value',
    async (name) => {
      const { get, writer } = await openDashboard();
      seedMany(writer());
      const { option } = JSON.parse((await get(`/sweeps/1/charts/${name}.json`)).text);
      const points: { name: string; tooltip: { formatter: string } }[] = option.series.flatMap(
        ({ data }: { data: object[] }) => data,
      );
      const said = points.find((point) => point.name.startsWith('#40'))!.tooltip.formatter;
      expect(said).toMatch(/^trial 40\noptimizer=adam learning_rate=0\.04 units=\d+\n/);
      expect(said).toContain(name === 'timeline' ? 'completed, 2 epochs in ' : 'val_accuracy 0.9000');
    },
  );

  it('measure time in a unit that fits', async () => {
    const { get, writer } = await openDashboard();
    seedMany(writer());
    for (const name of ['history', 'timeline']) {
      const { option } = JSON.parse((await get(`/sweeps/1/charts/${name}.json`)).text);
      expect(option.xAxis.name).toMatch(/^(seconds|minutes) since/);
    }
    const long = begin(writer(), { name: 'long' });
    for (const trial of long.planTrials([planned({ units: 2 }), planned({ units: 3 })], [7]))
      complete(long, trial, 0.8, { durationMs: 14_400_000 / trial.number });
    const pareto = JSON.parse((await get('/sweeps/2/charts/pareto.json?cost=time')).text).option;
    expect(pareto.xAxis.name).toBe('training time, hours');
    expect(pareto.series[0].data.map(({ value }: { value: [number] }) => value[0])).toEqual([4, 2]);
    expect(pareto.series[0].data[0].tooltip.formatter).toContain('training time 4h');
    const scatter = JSON.parse((await get('/sweeps/2/charts/scatter.json?x=durationMs')).text).option;
    expect(scatter.xAxis[0].name).toBe('training time, hours');
    expect([40_000, 170_000, 180_000, 7_000_000, 1e9].map((ms) => timeUnit(ms).name)).toEqual([
      'seconds',
      'seconds',
      'minutes',
      'minutes',
      'days',
    ]);
  });

  it('write the values of curves on hover as pages write them', () => {
    const script = readFileSync(join(import.meta.dirname, '../../views/public/charts.js'), 'utf8');
    const body = /function formatted\(value\) \{([\s\S]*?)\n {2}\}/.exec(script)![1]!;
    const formatted = new Function('value', body) as (value: number) => string;
    for (const value of [0.884, 0.88471, 0, -0.5, 2, 0.00003142, -1.6e-9, 12345.6, 3e12]) {
      expect(formatted(value)).toBe(metric(value));
    }
  });

  it('show trials in every state on the timeline, with the reasons', async () => {
    const { get, writer } = await openDashboard();
    seed(writer());
    const { text } = await get('/sweeps/1/charts/timeline');
    expect(text).toMatch(/completed: 2/);
    expect(text).toMatch(/failed<[\s\S]*The loss became NaN\./);
    expect(text).toMatch(/#4<[\s\S]*running/);
  });

  it('never send more than a few hundred points, however large the sweep', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer(), { name: 'large' });
    const cells = Array.from({ length: 900 }, (_, index) =>
      planned({ units: index + 1, learning_rate: ((index % 7) + 1) / 1000 }),
    );
    for (const trial of sweep.planTrials(cells, [7])) complete(sweep, trial, trial.number / 1000);
    for (const name of OF_SEARCHES) {
      const { option } = JSON.parse((await get(`/sweeps/1/charts/${name}.json`)).text);
      expect(option?.series.length, name).toBeGreaterThan(0);
      for (const { type, data } of option.series) expect(data.length, type).toBeLessThanOrEqual(800);
    }
    const history = JSON.parse((await get('/sweeps/1/charts/history.json?along=trials')).text).option;
    const places: number[] = history.series[0].data.map(({ value: [x] }: { value: [number] }) => x);
    // Evenly from the first trial to the last: 600 of 900.
    expect(places).toHaveLength(600);
    expect([places[0], places.at(-1)]).toEqual([1, 900]);
    expect(Math.max(...places.slice(1).map((x, index) => x - places[index]!))).toBe(2);
    expect((await get('/sweeps/1/charts/slice')).text).toContain('800 of 900 configurations');
  });

  it('escape what people name, show a wrong filter beside it, and know their own names only', async () => {
    const { get, writer } = await openDashboard();
    seed(writer(), '<script>alert("x")</script>');
    for (const name of ['', ...NAMES.map((each) => `/${each}`)]) {
      const { text } = await get(`/sweeps/1/charts${name}?where=%22%3E%3Cscript%3E`);
      expect(text).not.toContain('<script>alert');
      expect(text).not.toContain('"><script>');
    }
    const wrong = await get('/sweeps/1/charts?where=optimiser%3Dsgd');
    expect(wrong.status).toBe(400);
    expect(wrong.text).toMatch(/aria-invalid="true"[\s\S]*optimiser/);
    expect((await get('/sweeps/1/charts/pie')).status).toBe(404);
    expect((await get('/sweeps/1/charts/pie.svg')).status).toBe(404);
    expect((await get('/sweeps/9/charts')).status).toBe(404);
  });
});
