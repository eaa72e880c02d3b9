import { describe, expect, it } from 'vitest';
import { useChromium } from './chromium.ts';
import { openDashboard, seed } from './dashboard.ts';

const open = useChromium();

describe('the bar of ticked rows', () => {
  it('forgets what was ticked and typed as soon as it is answered, also after a live update', async () => {
    const dashboard = await openDashboard();
    const { advance } = seed(dashboard.writer());
    const page = await open();
    await page.goto(dashboard.link);
    await page.goto(`${dashboard.url}sweeps/1`);
    for (const trial of [1, 2]) await page.getByLabel(`Compare trial ${trial}`, { exact: true }).check();
    await page.locator('#also').fill('3');
    advance();
    await page.locator('.workers', { hasText: '2/5' }).waitFor();
    await page.evaluate(`addEventListener('pagehide', () => {
      const ticks = document.querySelectorAll('.tick input:checked').length;
      sessionStorage.setItem('left', ticks + ' ' + document.getElementById('also').value);
    })`);
    await page.getByLabel('Tags to give').fill('baseline');
    await page.getByRole('button', { name: 'Tag', exact: true }).click();
    await page.locator('.undo', { hasText: 'tagged anew' }).waitFor();
    expect(await page.evaluate(`sessionStorage.getItem('left')`)).toBe('0 ');
    expect(await page.locator('.tick input:checked').count()).toBe(0);
  });

  it('says how many rows a button changes, and shows the undo where the page is scrolled', async () => {
    const dashboard = await openDashboard();
    seed(dashboard.writer());
    const page = await open({ viewport: { width: 1200, height: 420 } });
    await page.goto(dashboard.link);
    await page.goto(`${dashboard.url}sweeps/1`);
    const width = async (name: RegExp) => (await page.getByRole('button', { name }).boundingBox())!.width;
    await page.getByLabel('Compare trial 1', { exact: true }).check();
    await page.evaluate(`document.querySelectorAll('.bar button .count').forEach((each) => each.remove())`);
    const plain = [await width(/^Hide/), await width(/^Delete/)];
    await page.reload();
    await page.getByLabel('Compare trial 1', { exact: true }).check();
    const counted = [await width(/^Hide/), await width(/^Delete/)];
    for (const [index, each] of counted.entries()) expect(each).toBeGreaterThan(plain[index]! + 5);
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
    await page.getByRole('button', { name: /^Delete/ }).click();
    const undo = page.locator('.undo', { hasText: 'Trial 1 was deleted.' });
    await undo.waitFor();
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
    expect(await page.evaluate('scrollY')).toBeGreaterThan(200);
    const { y } = (await undo.boundingBox())!;
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThan(200);
  });
});
