import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { begin, planned } from '../store/sweeps.ts';
import { useChromium } from './chromium.ts';
import { openDashboard, seed } from './dashboard.ts';
import { PAGES, PROGRAM_PAGES } from './everyPage.ts';
import { PlainExports } from './plainExports.ts';
import { busyProgram, runningProgram } from './runningProgram.ts';

const open = useChromium();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The violations that axe finds on a page: each rule and its places. */
async function violations(
  address: string,
  colorScheme: 'light' | 'dark',
  width: number,
  link?: string,
): Promise<string[]> {
  const page = await open({ colorScheme, viewport: { width, height: 900 } }, /status of 4|status of 5/);
  if (link) await page.goto(link);
  await page.goto(address);
  const found = await violationsOn(page);
  await page.context().close();
  return found;
}

async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate('axe.run().then(({ violations }) => violations)');
  return (found as { id: string; nodes: { html: string; failureSummary: string }[] }[]).flatMap(
    ({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

it('axe finds what is wrong', async () => {
  const page = await open();
  await page.setContent('<img src="data:,"><input>');
  await page.evaluate(AXE);
  const rules = 'axe.run().then(({ violations }) => violations.map(({ id }) => id))';
  expect(await page.evaluate(rules)).toEqual(expect.arrayContaining(['image-alt', 'label']));
});

describe('axe finds nothing', () => {
  it.each(PAGES)('at %s', async (path) => {
    const dashboard = await openDashboard({ exports: new PlainExports() });
    seed(dashboard.writer());
    expect(await violations(dashboard.url + path, 'light', 1280, dashboard.link)).toEqual([]);
    expect(await violations(dashboard.url + path, 'dark', 360, dashboard.link)).toEqual([]);
  });

  it.each(PROGRAM_PAGES)('at %s of a program, before and after it did something', async (path) => {
    for (const fill of [busyProgram, runningProgram]) {
      const dashboard = await openDashboard();
      fill(dashboard.writer());
      expect(await violations(dashboard.url + path, 'light', 1280)).toEqual([]);
      expect(await violations(dashboard.url + path, 'dark', 360)).toEqual([]);
    }
  });

  it.each(['', 'sweeps/1', 'sweeps/1/trials/4', 'sweeps/1/delete'])('for who only reads %s', async (path) => {
    const dashboard = await openDashboard();
    seed(dashboard.writer());
    await dashboard.post('/sweeps/1/trials/2/delete', {});
    expect(await violations(dashboard.url + path, 'light', 360)).toEqual([]);
    expect(await violations(dashboard.url + path, 'dark', 1280)).toEqual([]);
  });

  it.each(['sweeps/1', 'sweeps/1/trials/1', 'sweeps/1/trials/3'])('in the open menu of %s', async (path) => {
    const dashboard = await openDashboard({ exports: new PlainExports() });
    const db = dashboard.writer();
    seed(db);
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 360],
    ] as const) {
      const page = await open({ colorScheme, viewport: { width, height: 900 } });
      await page.goto(dashboard.url + path);
      await page.getByRole('button', { name: 'Export' }).click();
      expect(await page.locator('#export-menu').isVisible()).toBe(true);
      expect(await violationsOn(page)).toEqual([]);
    }
  });

  it('where something was deleted, or changed by somebody else', async () => {
    const dashboard = await openDashboard();
    seed(dashboard.writer());
    await dashboard.post('/sweeps/1/trials/2/delete', {});
    await dashboard.post('/sweeps/1/trials/1/annotations', { note: 'one', tags: 'a' });
    const page = await open({ viewport: { width: 360, height: 900 } }, /status of 4/);
    await page.goto(dashboard.link);
    await page.goto(`${dashboard.url}sweeps/1/trials/2`);
    expect(await violationsOn(page)).toEqual([]);
    await page.goto(`${dashboard.url}sweeps/1/trials/1`);
    await page.locator('.annotations summary').click();
    await page.getByRole('textbox', { name: 'Note' }).fill('two');
    await dashboard.post('/sweeps/1/trials/1/annotations', { note: 'three' });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Somebody else has changed this' }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
  });

  it('before there is a database, before there is a sweep, and before there is an epoch', async () => {
    const dashboard = await openDashboard();
    expect(await violations(dashboard.url, 'light', 1280)).toEqual([]);
    const db = dashboard.writer();
    expect(await violations(dashboard.url, 'dark', 1280)).toEqual([]);
    begin(db).planTrials([planned({ units: 2 })], [7]);
    for (const path of ['sweeps/1', 'sweeps/1/charts', 'sweeps/1/charts/curves', 'sweeps/1/trials/1']) {
      expect(await violations(dashboard.url + path, 'light', 1280)).toEqual([]);
    }
  });
});
