import { expect, it, onTestFinished } from 'vitest';
import { startServer } from '../../src/server/index.ts';
import { useChromium } from './chromium.ts';
import { openDashboard, seed } from './dashboard.ts';

const open = useChromium();

it('a page that follows a run says when it hears nothing any more, until it does again', async () => {
  const dashboard = await openDashboard();
  const { advance } = seed(dashboard.writer());
  const page = await open({}, /ERR_|object Event/);
  await page.goto(`${dashboard.url}sweeps/1`);
  await page.locator('.workers', { hasText: '1/5' }).waitFor();
  const notice = page.locator('.disconnected');
  expect(await notice.count()).toBe(0);
  await dashboard.server.close();
  await notice.waitFor({ timeout: 20_000 });
  expect(await notice.textContent()).toMatch(
    /^No connection to the dashboard since \d\d:\d\d; it is tried again\.$/,
  );
  advance();
  const { database, url } = dashboard;
  const again = await startServer({ database, port: Number(new URL(url).port), host: '127.0.0.1' });
  onTestFinished(() => again.close());
  await notice.waitFor({ state: 'detached', timeout: 20_000 });
  await page.locator('.workers', { hasText: '2/5' }).waitFor();
});
