import { describe, expect, it } from 'vitest';
import { openDashboard, seed } from '../dashboard.ts';
import { PAGES } from '../everyPage.ts';
import { claimedDataset, tinyServices } from '../tinyServices.ts';

const MANUAL: RequestInit = { redirect: 'manual' };

async function open() {
  const dashboard = await openDashboard(tinyServices(claimedDataset()));
  const { sweep } = seed(dashboard.writer());
  return { ...dashboard, sweep };
}

describe('what a browser may keep', () => {
  it('is no page, picture, file or error without asking whether it has changed', async () => {
    const { get, post } = await open();
    const paths = [
      ...PAGES.map((path) => `/${path}`),
      '/reader.css',
      '/nowhere',
      '/sweeps/%',
      '/public/pages.css',
      '/public/charts.js?v=old',
      '/sweeps/1/leaderboard.csv',
      '/sweeps/1/charts/slice.svg',
      '/sweeps/1/charts/slice.json',
      '/sweeps/1/compare/loss.svg?trials=1,2',
      '/sweeps/1/trials/1/loss.svg',
      '/sweeps/1/trials/1/filters.png',
      '/sweeps/1/trials/1/export/yaml',
      '/sweeps/1/trials/1/try?image=1',
      '/sweeps/1/images/test/1.png',
      '/sweeps/1/images/test/99.png',
    ];
    for (const path of paths) {
      const { headers } = await get(path, MANUAL);
      expect(headers.get('cache-control'), path).toBe('private, no-cache');
    }
    const refused = [
      await get('/', { method: 'PUT' }),
      await get('/sweeps/1/requests', MANUAL),
      await post('/sweeps/1/requests', { kind: 'pause_sweep' }),
      await post('/sweeps/1/requests', { kind: 'explode' }),
      await post('/sweeps/1/requests', {}, { cookie: '' }),
      await post('/sweeps/1/requests', {}, { origin: 'http://evil.example' }),
    ];
    for (const { headers, status } of refused)
      expect(headers.get('cache-control'), String(status)).toBe('private, no-cache');
  });

  it('is what a page loads, for good, as its address has the hash of its content', async () => {
    const { get } = await open();
    const { text } = await get('/sweeps/1/charts/slice');
    const addresses = [...text.matchAll(/(?:href|src)="(\/public\/[^"]+)"/g)].map(([, address]) => address!);
    expect(addresses.map((address) => address.replace(/\?.*/, '')).sort()).toEqual([
      '/public/charts.js',
      '/public/echarts.min.js',
      '/public/filter.js',
      '/public/icon.svg',
      '/public/pages.css',
      '/public/pages.js',
    ]);
    for (const address of addresses) {
      const { status, headers } = await get(address);
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
  });

  it('is taken up again where it has not changed', async () => {
    const { get, sweep } = await open();
    sweep.end('interrupted');
    for (const path of ['/', '/sweeps/1', '/sweeps/1/charts', '/reader.css']) {
      const etag = (await get(path)).headers.get('etag')!;
      expect(
        (await get(path, { headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' } })).status,
        path,
      ).toBe(304);
    }
  });
});
