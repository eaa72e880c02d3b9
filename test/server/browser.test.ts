import { describe, expect, it } from 'vitest';
import { useChromium } from './chromium.ts';
import { openDashboard, seed } from './dashboard.ts';

const open = useChromium();

const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

describe('in a real browser', () => {
  it("light and dark are the system's until the reader chooses, without JavaScript too", async () => {
    const dashboard = await openDashboard();
    seed(dashboard.writer());
    const page = await open({ colorScheme: 'dark', javaScriptEnabled: false });
    const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    await page.goto(`${dashboard.url}sweeps/1?where=optimizer%3Dadam`);
    expect(await background()).toBe('rgb(16, 21, 27)');
    await page.getByRole('link', { name: 'light' }).click();
    expect(page.url()).toBe(`${dashboard.url}sweeps/1?where=optimizer%3Dadam`);
    expect(await background()).toBe('rgb(255, 255, 255)');
    await page.goto(`${dashboard.url}sweeps/1/trials/1`);
    expect(await background()).toBe('rgb(255, 255, 255)');
    await page.getByRole('link', { name: 'system' }).click();
    expect(await background()).toBe('rgb(16, 21, 27)');
  });

  it('a leaderboard follows a sweep that another connection runs, and keeps filter and focus', async () => {
    const dashboard = await openDashboard();
    const { advance, sweep } = seed(dashboard.writer());
    const page = await open();
    await page.goto(`${dashboard.url}sweeps/1?where=epochs%3D5`);
    expect(await page.locator('.workers').textContent()).toContain('1/5');
    await page.locator('#where').fill('epochs=5 and ');
    advance();
    await page.locator('.workers', { hasText: '2/5' }).waitFor();
    expect(await page.locator('#board tbody tr').count()).toBe(1);
    expect(await page.locator('#board tbody tr').textContent()).toContain('0.8200');
    expect(await page.locator('#where').inputValue()).toBe('epochs=5 and ');
    sweep.end('interrupted');
    await page.locator('#status', { hasText: 'Run the same spec again' }).waitFor();
  });

  it('a live update keeps the place and the focus of its reader', async () => {
    const dashboard = await openDashboard();
    const { advance } = seed(dashboard.writer());
    const page = await open({ viewport: { width: 360, height: 800 } });
    await page.goto(`${dashboard.url}sweeps/1`);
    await page.locator('#board tbody tr').nth(1).locator('th a').focus();
    await page.locator('#board .scroll').evaluate((scroll) => scroll.scrollTo({ left: 80 }));
    advance();
    await page.locator('.workers', { hasText: '2/5' }).waitFor();
    expect(await page.locator('#board .scroll').evaluate(({ scrollLeft }) => scrollLeft)).toBe(80);
    expect(await page.evaluate('document.activeElement.textContent')).toBe('2');
  });

  it('a wrong filter does not stop the live updates', async () => {
    const dashboard = await openDashboard();
    const { advance } = seed(dashboard.writer());
    const page = await open({}, /status of 400/);
    await page.goto(`${dashboard.url}sweeps/1?where=optimiser%3Dadam`);
    advance();
    await page.locator('.workers', { hasText: '2/5' }).waitFor();
    expect(await page.locator('#problem').textContent()).toContain('optimiser');
  });

  it('everything works without JavaScript', async () => {
    const dashboard = await openDashboard();
    seed(dashboard.writer());
    const page = await open({ javaScriptEnabled: false });
    await page.goto(dashboard.url);
    await page.getByRole('link', { name: 'seeded' }).click();
    await page.getByRole('link', { name: 'optimizer' }).click();
    expect(page.url()).toContain('sort=optimizer');
    await page.getByLabel('Filter', { exact: true }).fill('model=cnn');
    await page.getByRole('button', { name: 'Apply' }).click();
    expect(await page.locator('#board tbody tr').count()).toBe(1);
    await page.locator('#board tbody th a').click();
    expect(await page.locator('h1').textContent()).toBe('Trial 1');
    expect(
      await page
        .locator('img')
        .first()
        .evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
    ).toBeGreaterThan(0);
  });

  it.each([360, 1600])('no page is wider than a window of %i pixels, in light and dark', async (width) => {
    const dashboard = await openDashboard();
    seed(
      dashboard.writer(),
      'a-sweep-with-a-name-that-has-no-end-and-no-space-where-it-could-be-broken-in-two',
    );
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open({ viewport: { width, height: 800 }, colorScheme });
      for (const path of [
        '',
        'sweeps/1/charts',
        'sweeps/1/charts/curves',
        'sweeps/1',
        'sweeps/1?by=trial',
        'sweeps/1/trials/1',
        'sweeps/1/trials/3',
      ]) {
        await page.goto(dashboard.url + path);
        expect(await page.evaluate(overflow)).toBe(0);
      }
      const background = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(background).toBe(colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(16, 21, 27)');
    }
  });
});
