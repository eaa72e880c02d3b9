import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { begin, complete, planned } from '../store/sweeps.ts';
import { useChromium } from './chromium.ts';
import { openDashboard } from './dashboard.ts';

const open = useChromium();

/** Eleven completed trials and one that waits; long values fill the columns. */
async function seeded() {
  const dashboard = await openDashboard();
  const sweep = begin(dashboard.writer(), { name: 'beside' });
  const cells = Array.from({ length: 12 }, (_, index) =>
    planned({
      optimizer: index % 2 ? 'adam' : 'sgd',
      learning_rate: (index + 1) / 100,
      units: [512 + index, 256, 256],
      kernel_initializer: index % 3 ? 'glorot_uniform' : 'he_uniform',
      dropout: index / 20,
    }),
  );
  const trials = sweep.planTrials(cells, [7]);
  for (const trial of trials.slice(0, 11)) complete(sweep, trial, 0.5 + trial.number / 100);
  return { dashboard, completeLast: () => complete(sweep, trials[11]!, 0.99) };
}

const rows = (page: Page) => page.locator('#board tbody tr[id^="row-"]').count();
/** What a drawing of echarts has in its first series. */
const drawnIn = (page: Page, id: string) =>
  page.evaluate(
    `globalThis.echarts?.getInstanceByDom(document.querySelector('#${id}'))?.getOption().series[0].data.length`,
  );

describe('in a real browser, the workspace', () => {
  it('is arranged without JavaScript: its charts, its filter, its order', async () => {
    const { dashboard } = await seeded();
    const page = await open({ javaScriptEnabled: false, viewport: { width: 1440, height: 900 } });
    await page.goto(`${dashboard.url}sweeps/1`);
    await page.getByRole('link', { name: 'Workspace' }).click();
    await page.getByRole('button', { name: 'Charts' }).click();
    await page.getByRole('checkbox', { name: 'Slice' }).check();
    await page.getByRole('checkbox', { name: 'Learning curves' }).uncheck();
    await page.locator('#charts-panel').getByRole('button', { name: 'Show' }).click();
    await page.getByLabel('Filter').fill('optimizer=adam');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('link', { name: 'trial', exact: true }).click();
    expect(await page.locator('#figures h2').allTextContents()).toEqual([
      'Parallel coordinates',
      'Parameter importance',
      'Slice',
    ]);
    expect(await rows(page)).toBe(5);
    expect(new URL(page.url()).searchParams.get('charts')).toBe('parallel,importance,slice');
    const picture = page.locator('#figure-slice img');
    await picture.scrollIntoViewIfNeeded();
    await expect
      .poll(() => picture.evaluate((each) => (each as unknown as { naturalWidth: number }).naturalWidth))
      .toBe(560);
    await page.getByRole('link', { name: 'Slice' }).click();
    expect(page.url()).toMatch(/charts\/slice\?.*where=optimizer%3Dadam/);
  });

  it.each([1440, 1920, 1100])(
    'stands side by side at %d pixels, and nothing scrolls sideways',
    async (width) => {
      const { dashboard } = await seeded();
      const page = await open({ viewport: { width, height: 900 } });
      await page.goto(`${dashboard.url}sweeps/1/workspace`);
      const board = (await page.locator('#board').boundingBox())!;
      const figure = (await page.locator('#figure-curves').boundingBox())!;
      expect(figure.x).toBeGreaterThan(board.x + board.width);
      const over = (selector: string) =>
        page.evaluate(
          `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('${selector}'))`,
        );
      expect(await over('html')).toBe(0);
      expect(await over('#board .scroll')).toBe(0);
    },
  );

  it('stacks on a phone', async () => {
    const { dashboard } = await seeded();
    const page = await open({ viewport: { width: 390, height: 800 } });
    await page.goto(`${dashboard.url}sweeps/1/workspace`);
    const board = (await page.locator('#board').boundingBox())!;
    const figure = (await page.locator('#figure-curves').boundingBox())!;
    expect(figure.y).toBeGreaterThanOrEqual(board.y + board.height);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });

  it('draws the charts that are in view, and a row and its line show each other', async () => {
    const { dashboard } = await seeded();
    const page = await open({ viewport: { width: 1440, height: 900 } });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${dashboard.url}sweeps/1/workspace?charts=slice,parallel,history,rank,timeline`);
    await expect.poll(() => drawnIn(page, 'drawing-slice')).toBe(11);
    expect(asked.filter((path) => path.endsWith('timeline.json'))).toEqual([]);
    await page.locator('#figure-timeline').scrollIntoViewIfNeeded();
    await expect.poll(() => asked.filter((path) => path.endsWith('timeline.json'))).toHaveLength(1);
    await page.locator('#figure-slice').scrollIntoViewIfNeeded();
    const box = (await page.locator('#drawing-slice').boundingBox())!;
    const [x, y] = (await page.evaluate(
      `(() => {
        const chart = echarts.getInstanceByDom(document.querySelector('#drawing-slice'));
        const point = chart.getOption().series[0].data.find(({ name }) => name === '#9');
        return chart.convertToPixel({ seriesIndex: 0 }, point.value.slice(0, 2));
      })()`,
    )) as [number, number];
    await page.mouse.move(box.x + x, box.y + y);
    await page.locator('tr.marked#row-9').waitFor();
    await page.mouse.click(box.x + x, box.y + y);
    await page.waitForURL(/trials\/9$/);
  });

  it('narrows both by a brush, and follows the sweep', async () => {
    const { dashboard, completeLast } = await seeded();
    const page = await open({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${dashboard.url}sweeps/1/workspace?charts=parallel,history`);
    await expect.poll(() => drawnIn(page, 'drawing-history')).toBe(11);
    completeLast();
    await page.locator('#row-12').getByText('0.9900').waitFor();
    await expect.poll(() => drawnIn(page, 'drawing-history')).toBe(12);
    const box = (await page.locator('#drawing-parallel').boundingBox())!;
    const x = box.x + 40;
    await page.mouse.move(x, box.y + box.height - 40);
    await page.mouse.down();
    await page.mouse.move(x, box.y + box.height - 80, { steps: 5 });
    await page.mouse.move(x, box.y + box.height - 110, { steps: 5 });
    await page.mouse.up();
    await page.waitForURL(/where=optimizer%3Dadam/);
    await expect.poll(() => rows(page)).toBe(6);
    await expect.poll(() => drawnIn(page, 'drawing-history')).toBe(6);
    expect(new URL(page.url()).searchParams.get('charts')).toBe('parallel,history');
  });
});
