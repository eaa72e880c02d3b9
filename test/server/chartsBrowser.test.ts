import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { begin, complete, epoch, planned } from '../store/sweeps.ts';
import { useChromium } from './chromium.ts';
import { openDashboard } from './dashboard.ts';

const open = useChromium();

/** Twelve completed trials, half of them with each optimizer; later ones are better. */
async function seeded() {
  const dashboard = await openDashboard();
  const sweep = begin(dashboard.writer(), { name: 'charted' });
  const cells = Array.from({ length: 13 }, (_, index) =>
    planned({ optimizer: index % 2 ? 'adam' : 'sgd', learning_rate: (index + 1) / 100 }),
  );
  const trials = sweep.planTrials(cells, [7]);
  for (const trial of trials.slice(0, 12)) complete(sweep, trial, 0.5 + trial.number / 100);
  return { dashboard, completeLast: () => complete(sweep, trials[12]!, 0.99) };
}

/** Of the completed trials, by their numbers; even ones have adam. */
const ACCURACIES = Array.from({ length: 12 }, (_, index) => 0.51 + index / 100);
const [OPTIMIZER, LEARNING_RATE, METRIC] = [0, 1, 2];

/** The page of parallel coordinates, with a hand on its axes; places go from 0, their lower ends, to 1. */
async function parallel(page: Page, url: string, query = '') {
  await page.goto(`${url}sweeps/1/charts/parallel${query}`);
  await page.locator('#drawing canvas').first().waitFor();
  const at = async (axis: number, place: number) => {
    const script = `(() => {
      const model = echarts.getInstanceByDom(document.querySelector('#drawing')).getModel();
      const { left, right, top, bottom } = model.getComponent('parallel').option;
      return { left, right, top, bottom };
    })()`;
    const { left, right, top, bottom } = (await page.evaluate(script)) as Record<string, number>;
    const box = (await page.locator('#drawing').boundingBox())!;
    return [
      box.x + left! + ((box.width - left! - right!) * axis) / METRIC,
      box.y + top! + (box.height - top! - bottom!) * (1 - place),
    ] as const;
  };
  return {
    brush: async (axis: number, low: number, high: number) => {
      await page.mouse.move(...(await at(axis, low)));
      await page.mouse.down();
      await page.mouse.move(...(await at(axis, (low + high) / 2)), { steps: 5 });
      await page.mouse.move(...(await at(axis, high)), { steps: 5 });
      await page.mouse.up();
    },
    clickAxis: async (axis: number, place: number) => page.mouse.click(...(await at(axis, place))),
    rows: () => page.locator('#numbers tbody tr').count(),
    filter: () => page.locator('#where').inputValue(),
    chips: () => page.locator('.conditions a:not(.clear)').allTextContents(),
  };
}

describe('a chart in a real browser', () => {
  it('is drawn anew by the script, and a brush on an axis filters the table and the address', async () => {
    const { dashboard } = await seeded();
    const page = await open({ viewport: { width: 1200, height: 900 } });
    const { brush, rows, filter, chips } = await parallel(page, dashboard.url);
    expect(await page.locator('#chart picture').isVisible()).toBe(false);
    expect(await rows()).toBe(12);
    await brush(METRIC, 0.55, 0.98);
    await page.waitForURL(/where=val_accuracy/);
    const [, low, high] = /^val_accuracy>=(0\.\d+) and val_accuracy<=(0\.\d+)$/
      .exec(await filter())!
      .map(Number);
    const within = ACCURACIES.filter((x) => x >= low! && x <= high!);
    expect(within.length).toBeGreaterThan(2);
    expect(within.length).toBeLessThan(10);
    await expect.poll(rows).toBe(within.length);
    expect(await chips()).toEqual([`val_accuracy>=${low} ×`, `val_accuracy<=${high} ×`]);
    expect(await page.getByRole('link', { name: 'Leaderboard', exact: true }).getAttribute('href')).toContain(
      'val_accuracy',
    );
    await page.reload();
    await expect.poll(rows).toBe(within.length);
  });

  it('takes a second brush on an axis in place of the first, adds one on another, and lets go of them', async () => {
    const { dashboard } = await seeded();
    const page = await open({ viewport: { width: 1200, height: 900 } });
    const { brush, clickAxis, rows, filter, chips } = await parallel(page, dashboard.url);
    await brush(OPTIMIZER, 0.7, 0.8);
    await expect.poll(filter).toBe('optimizer=sgd');
    await expect.poll(rows).toBe(6);
    await brush(OPTIMIZER, 0.1, 0.3);
    await expect.poll(filter).toBe('optimizer=adam');
    await brush(METRIC, 0.5, 1.03);
    await expect.poll(filter).toMatch(/^optimizer=adam and val_accuracy>=0\.\d+$/);
    const low = Number((await filter()).split('>=')[1]);
    const adam = ACCURACIES.filter((accuracy, index) => index % 2 === 1 && accuracy >= low);
    await expect.poll(rows).toBe(adam.length);
    await clickAxis(METRIC, 0.2);
    await expect.poll(filter).toBe('optimizer=adam');
    await expect.poll(rows).toBe(6);
    await page.reload();
    await page.locator('#drawing canvas').first().waitFor();
    await brush(METRIC, 0.5, 1.03);
    await expect.poll(filter).toMatch(/^optimizer=adam and val_accuracy>=0\.\d+$/);
    await expect.poll(() => chips()).toHaveLength(2);
    await page.getByRole('link', { name: 'Without optimizer=adam' }).click();
    await page.waitForURL((url) => !url.search.includes('optimizer'));
    expect(await filter()).toMatch(/^val_accuracy>=0\.\d+$/);
    await page.getByRole('link', { name: 'Clear the filter' }).click();
    await expect.poll(rows).toBe(12);
    expect(await filter()).toBe('');
  });

  it('goes back from a brush to the one before', async () => {
    const { dashboard } = await seeded();
    const page = await open({ viewport: { width: 1200, height: 900 } });
    const { brush, rows, filter } = await parallel(page, dashboard.url);
    await brush(OPTIMIZER, 0.7, 0.8);
    await expect.poll(filter).toBe('optimizer=sgd');
    await brush(METRIC, 0.5, 1.03);
    await expect.poll(filter).toMatch(/^optimizer=sgd and val_accuracy/);
    await page.goBack();
    await expect.poll(filter).toBe('optimizer=sgd');
    await expect.poll(rows).toBe(6);
    await page.goBack();
    await expect.poll(filter).toBe('');
    await expect.poll(rows).toBe(12);
  });

  it('takes the nearest value where a brush touches none, and replaces what the filter said of the axis', async () => {
    const { dashboard } = await seeded();
    const page = await open({ viewport: { width: 1200, height: 1000 } });
    const { brush, filter } = await parallel(
      page,
      dashboard.url,
      '?where=trial<9 and (learning_rate<0.01 or learning_rate>0.02)',
    );
    await brush(OPTIMIZER, 0.52, 0.6);
    await expect
      .poll(filter)
      .toBe('trial<9 and (learning_rate<0.01 or learning_rate>0.02) and optimizer=sgd');
    await brush(LEARNING_RATE, 0.02, 1.03);
    await expect.poll(filter).toMatch(/^trial<9 and optimizer=sgd and learning_rate/);
  });

  it('marks the row of the line under the mouse, and leads to its trial', async () => {
    const { dashboard } = await seeded();
    const page = await open({ viewport: { width: 1200, height: 900 } });
    await page.goto(`${dashboard.url}sweeps/1/charts/slice?x=learning_rate`);
    await page.locator('#drawing canvas').first().waitFor();
    const box = (await page.locator('#drawing').boundingBox())!;
    const at = await page.evaluate(
      "echarts.getInstanceByDom(document.querySelector('#drawing')).convertToPixel({ seriesIndex: 0 }, [0.12, 0.62])",
    );
    const [x, y] = at as [number, number];
    await page.mouse.move(box.x + x, box.y + y);
    await page.locator('tr.marked', { hasText: '0.6200' }).waitFor();
    await page.mouse.click(box.x + x, box.y + y);
    await page.waitForURL(/trials\/12$/);
  });

  it('says under the pointer how many of a group its median is over', async () => {
    const dashboard = await openDashboard();
    const sweep = begin(dashboard.writer(), { name: 'pruned' });
    const cells = Array.from({ length: 3 }, (_, index) => planned({ learning_rate: (index + 1) / 100 }));
    const trials = sweep.planTrials([...cells, planned({ optimizer: 'sgd', learning_rate: 0.01 })], [7]);
    for (const trial of trials.slice(1)) complete(sweep, trial, 0.5 + trial.number / 100);
    sweep.startTrial(trials[0]!, 0);
    sweep.recordSteps([{ ...trials[0]!, ...epoch(1, 0.1) }]);
    sweep.endTrial(trials[0]!, { state: 'pruned' });
    const page = await open({ viewport: { width: 1200, height: 900 } });
    await page.goto(`${dashboard.url}sweeps/1/charts/curves?group=optimizer`);
    await page.locator('#drawing canvas').first().waitFor();
    const said = await page.evaluate(`(() => {
      const { series, tooltip } = echarts.getInstanceByDom(document.querySelector('#drawing')).getOption();
      return tooltip[0].formatter(series.flatMap(({ name, data }, seriesIndex) => data.map((point) => ({
        seriesIndex, seriesName: name, marker: '', value: point.value ?? point,
      }))).filter(({ value }) => value[0] === 2));
    })()`);
    expect(said).toBe('epoch 2\nsgd median  0.5400, n 1\nadam median  0.5250, 2 of 3 configurations');
  });

  it('is kept as an SVG and, as it is shown, as a PNG', async () => {
    const { dashboard } = await seeded();
    const page = await open({ viewport: { width: 1200, height: 900 }, colorScheme: 'dark' });
    await page.goto(`${dashboard.url}sweeps/1/charts/slice`);
    await page.locator('#drawing canvas').first().waitFor();
    const kept = async (name: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name, exact: true }).click(),
      ]);
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    };
    const svg = await kept('SVG');
    expect(svg.name).toBe('charted-slice.svg');
    expect(svg.bytes.toString()).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    const png = await kept('PNG');
    expect(png.name).toBe('charted-slice.png');
    const { width } = (await page.locator('#drawing').boundingBox())!;
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(png.bytes.readUInt32BE(16)).toBe(2 * Math.floor(width));
  });

  it('follows the sweep', async () => {
    const { dashboard, completeLast } = await seeded();
    const page = await open();
    await page.goto(`${dashboard.url}sweeps/1/charts/history`);
    await page.locator('#drawing canvas').first().waitFor();
    completeLast();
    await page.locator('#numbers tr[data-trial="13"]').waitFor();
    const points =
      'echarts.getInstanceByDom(document.querySelector("#drawing")).getOption().series[0].data.length';
    await expect.poll(() => page.evaluate(points)).toBe(13);
  });

  it('is a picture without JavaScript, and its controls are a form', async () => {
    const { dashboard } = await seeded();
    const page = await open({ javaScriptEnabled: false });
    await page.goto(`${dashboard.url}sweeps/1`);
    await page.getByRole('link', { name: 'Charts' }).click();
    await page.getByRole('link', { name: 'Learning curves' }).first().click();
    await page.getByLabel('A line for each').selectOption('optimizer');
    await page.getByRole('button', { name: 'Apply' }).click();
    expect(page.url()).toContain('group=optimizer');
    expect(await page.getByRole('link', { name: 'SVG' }).isVisible()).toBe(true);
    expect(await page.getByRole('link', { name: 'PNG' }).isVisible()).toBe(false);
    expect(await page.locator('#numbers tbody tr').count()).toBe(2);
    const image = page.locator('#chart img');
    expect(await image.evaluate((each) => (each as unknown as { naturalWidth: number }).naturalWidth)).toBe(
      1100,
    );
  });
});
