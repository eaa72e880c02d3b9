import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { useChromium } from '../chromium.ts';
import { openDashboard, seed } from '../dashboard.ts';

const open = useChromium();
const PATHS = ['sweeps/1', 'sweeps/1/trials/4', 'sweeps/1/trials/1/delete'];

/** A page of another site with a link. */
async function otherSite(href: string): Promise<string> {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html').end(`<title>mail</title><a href="${href}">a link</a>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${(server.address() as AddressInfo).port}/`;
}

describe('in a real browser, a dashboard', () => {
  it.each([true, false])(
    'shows no form to readers, and all of them behind the link; scripts: %s',
    async (scripts) => {
      const dashboard = await openDashboard();
      const { sweep, advance } = seed(dashboard.writer());
      await dashboard.post('/sweeps/1/trials/2/delete', {});
      const page = await open({ javaScriptEnabled: scripts });
      const visible = (selector: string) => page.locator(`${selector}:visible`).count();
      for (const path of PATHS) {
        await page.goto(dashboard.url + path);
        expect(await visible('form[method=post]')).toBe(0);
        expect(await visible('.for-readers')).toBeGreaterThan(0);
      }
      await page.goto(`${dashboard.url}sweeps/1`);
      expect(await page.locator('.undo').innerText()).toBe('Trial 2 was deleted.');
      await page.goto(`${dashboard.url}sweeps/1/trials/1/try`);
      expect(await visible('form[method=post]')).toBe(1);
      await page.goto(dashboard.link);
      expect(page.url()).toBe(dashboard.url);
      for (const path of PATHS) {
        await page.goto(dashboard.url + path);
        expect(await visible('form[method=post]')).toBeGreaterThan(0);
        expect(await visible('.for-readers')).toBe(0);
      }
      advance();
      sweep.end('interrupted');
    },
  );

  it.each(['changes', 'everything'] as const)(
    'whose token guards %s is entered by a link from another site, and found open by the next one',
    async (guarded) => {
      const dashboard = await openDashboard({ guarded });
      seed(dashboard.writer());
      const page = await open({}, /status of 40[14]/);
      for (const href of [
        `${dashboard.url}sweeps/1${new URL(dashboard.link).search}`,
        `${dashboard.url}sweeps/1`,
      ]) {
        await page.goto(await otherSite(href));
        await page.getByRole('link', { name: 'a link' }).click();
        await page.getByRole('button', { name: 'Pause' }).waitFor();
        expect(page.url()).toBe(`${dashboard.url}sweeps/1`);
      }
    },
  );

  it('that is private asks who has no token to load it again once, and no more', async () => {
    const dashboard = await openDashboard({ guarded: 'everything' });
    const page = await open({}, /status of 40[14]/);
    const statuses: number[] = [];
    page.on('response', (response) => {
      if (response.url() === `${dashboard.url}sweeps/1`) statuses.push(response.status());
    });
    await page.goto(await otherSite(`${dashboard.url}sweeps/1`));
    await page.getByRole('link', { name: 'a link' }).click();
    await page.getByText('asks for its token').waitFor();
    await page.waitForTimeout(1500);
    expect(statuses).toEqual([401, 401]);
  });

  it('that is private lets no form of another site in', async () => {
    const dashboard = await openDashboard({ guarded: 'everything' });
    const { sweep } = seed(dashboard.writer());
    const page = await open({}, /status of 40[134]/);
    await page.goto(dashboard.link);
    await page.goto(await otherSite('about:blank'));
    await page.setContent(
      `<form method="post" action="${dashboard.url}sweeps/1/requests"><button name="kind" value="stop_sweep">Go</button></form>`,
    );
    await page.getByRole('button', { name: 'Go' }).click();
    await page.getByText('Only a page of this dashboard can change anything here.').waitFor();
    expect(sweep.openRequests()).toEqual([]);
  });
});
