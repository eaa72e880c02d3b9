import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { begin, complete, planned } from '../store/sweeps.ts';
import { useChromium } from './chromium.ts';
import { openDashboard } from './dashboard.ts';

const open = useChromium();

/** Two hundred completed trials, which fill the first page of the leaderboard. */
async function seeded() {
  const dashboard = await openDashboard();
  const sweep = begin(dashboard.writer(), { name: 'full' });
  const cells = Array.from({ length: 200 }, (_, index) =>
    planned({ units: index + 1, learning_rate: (index + 1) / 1000 }),
  );
  for (const trial of sweep.planTrials(cells, [7])) complete(sweep, trial, trial.number / 250);
  sweep.end('completed');
  return dashboard;
}

/** All requests of a page, and the bytes received. */
async function requested(page: Page, address: string): Promise<{ urls: string[]; bytes: number }> {
  const urls: string[] = [];
  let bytes = 0;
  const arriving: Promise<void>[] = [];
  page.on('response', (response) => {
    urls.push(response.url());
    if (response.headers()['content-type']?.startsWith('text/event-stream')) return;
    arriving.push(
      response.body().then(
        (body) => {
          bytes += body.byteLength;
        },
        () => {},
      ),
    );
  });
  await page.goto(address, { waitUntil: 'load' });
  await Promise.all(arriving);
  return { urls, bytes };
}

describe('what a page costs its reader', () => {
  it('a full leaderboard comes with all its parts in less than 160 kB, from this host alone', async () => {
    const { url } = await seeded();
    const { urls, bytes } = await requested(await open(), `${url}sweeps/1`);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(160_000);
    expect(urls.filter((each) => !each.startsWith(url))).toEqual([]);
    expect(urls.filter((each) => each.includes('echarts'))).toEqual([]);
  });

  it('texts come compressed to whom that suits, and live events as they are', async () => {
    const { url, get } = await seeded();
    const encoding = async (path: string, accepted = 'gzip') => {
      const { headers } = await get(path, { headers: { 'accept-encoding': accepted } });
      return headers.get('content-encoding');
    };
    const paths = ['/', '/sweeps/1', '/sweeps/1/trials/3', '/sweeps/1/charts/slice.svg', '/public/pages.js'];
    for (const path of paths) {
      expect(await encoding(path), path).toBe('gzip');
      expect(await encoding(path, 'identity'), path).toBe(null);
    }
    expect((await get('/sweeps/1')).text).toContain('</html>');
    const live = await fetch(`${url}sweeps/1/events`, { headers: { 'accept-encoding': 'gzip' } });
    expect(live.headers.get('content-encoding')).toBe(null);
    await live.body?.cancel();
  });

  it('the script that draws charts comes with a chart, and with no other page', async () => {
    const { url } = await seeded();
    const withScript: string[] = [];
    for (const path of ['', 'sweeps/1', 'sweeps/1/charts', 'sweeps/1/trials/3', 'sweeps/1/charts/slice']) {
      const { urls } = await requested(await open(), url + path);
      expect(urls.filter((each) => !each.startsWith(url))).toEqual([]);
      if (urls.some((each) => each.includes('echarts'))) withScript.push(path);
    }
    expect(withScript).toEqual(['sweeps/1/charts/slice']);
  });
});
