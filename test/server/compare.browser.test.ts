import { describe, expect, it } from 'vitest';
import { begin, complete, planned } from '../store/sweeps.ts';
import { useChromium } from './chromium.ts';
import { openDashboard, seed } from './dashboard.ts';

const open = useChromium();
const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

describe('in a real browser, a comparison', () => {
  it('is of the rows that were ticked before live updates moved them', async () => {
    const dashboard = await openDashboard();
    const sweep = begin(dashboard.writer());
    const trials = sweep.planTrials(
      [1, 2, 3, 4].map((units) => planned({ units })),
      [7],
    );
    complete(sweep, trials[0]!, 0.5);
    complete(sweep, trials[1]!, 0.6);
    const page = await open();
    await page.goto(`${dashboard.url}sweeps/1?queued=1`);
    await page.getByLabel('Compare trial 1', { exact: true }).check();
    await page.getByLabel('Compare trial 4', { exact: true }).check();
    complete(sweep, trials[3]!, 0.9);
    await page.locator('#board tbody tr', { hasText: '0.9000' }).waitFor();
    complete(sweep, trials[2]!, 0.77);
    await page.locator('#board tbody tr', { hasText: '0.7700' }).waitFor();
    const ticked = page.locator('#board input:checked');
    expect(await ticked.evaluateAll((boxes) => boxes.map((box) => box.getAttribute('value')))).toEqual([
      '4',
      '1',
    ]);
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('heading', { name: '2 trials of cnn' }).waitFor();
    expect(page.url()).toContain('/sweeps/1/compare?trials=4,1');
  });

  it('is also of a ticked row that a live update pushes to the next page, and of what was typed', async () => {
    const dashboard = await openDashboard();
    const sweep = begin(dashboard.writer());
    const cells = Array.from({ length: 27 }, (_, index) => planned({ units: index + 1 }));
    const trials = sweep.planTrials(cells, [7]);
    const page = await open();
    await page.goto(`${dashboard.url}sweeps/1?rows=25`);
    await page.getByLabel('Compare trial 25', { exact: true }).check();
    await page.getByLabel('the ticked rows and trials').fill('27');
    complete(sweep, trials[25]!, 0.9);
    await page.locator('#board tbody tr', { hasText: '0.9000' }).waitFor();
    expect(await page.locator('#row-25').count()).toBe(0);
    expect(await page.getByLabel('the ticked rows and trials').inputValue()).toBe('27,25');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('heading', { name: '2 trials of cnn' }).waitFor();
  });

  it('works without JavaScript, from the tick to the picture', async () => {
    const dashboard = await openDashboard();
    seed(dashboard.writer());
    const page = await open({ javaScriptEnabled: false });
    await page.goto(`${dashboard.url}sweeps/1`);
    await page.getByLabel('Compare trial 1', { exact: true }).check();
    await page.getByLabel('Compare trial 2', { exact: true }).check();
    await page.getByRole('button', { name: 'Compare' }).click();
    const drawn = page.locator('picture img').first();
    await page.waitForLoadState('load');
    expect(
      await drawn.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
    ).toBeGreaterThan(0);
    await page.getByRole('link', { name: 'val_loss' }).click();
    expect(page.url()).toContain('metric=val_loss');
    await page.getByLabel('Compare others').fill('1,2,4');
    await page.getByRole('button', { name: 'Compare' }).click();
    expect(await page.locator('h1').textContent()).toBe('3 trials of seeded');
  });

  it.each([360, 1600])('is no wider than a window of %i pixels', async (width) => {
    const dashboard = await openDashboard();
    seed(
      dashboard.writer(),
      'a-sweep-with-a-name-that-has-no-end-and-no-space-where-it-could-be-broken-in-two',
    );
    const page = await open({ viewport: { width, height: 800 } });
    for (const path of ['trials=1,2', 'trials=1,2,3,4,5', 'by=optimizer']) {
      await page.goto(`${dashboard.url}sweeps/1/compare?${path}`);
      expect(await page.evaluate(overflow)).toBe(0);
    }
  });
});
