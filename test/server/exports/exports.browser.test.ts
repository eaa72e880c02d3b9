import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { trialAsSpec } from '../../../src/export/yaml.ts';
import { trialDetail } from '../../../src/store/index.ts';
import { useChromium } from '../chromium.ts';
import { openDashboard, seed } from '../dashboard.ts';
import { PlainExports } from '../plainExports.ts';
import { claimedDataset, tinyServices } from '../tinyServices.ts';

const open = useChromium();
const focused = 'document.activeElement.textContent.trim()';
const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

async function plain() {
  const dashboard = await openDashboard({ exports: new PlainExports() });
  seed(dashboard.writer());
  return dashboard;
}

const menuOf = (page: Page) => page.locator('#export-menu');

/** The accessible name and state of the button. */
async function isExpanded(page: Page): Promise<unknown> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const button = nodes.find(({ role, name }) => role?.value === 'button' && name?.value === 'Export');
  return button?.properties?.find(({ name }) => name === 'expanded')?.value.value;
}

/** Presses Tab until the element with that name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let steps = 0; steps < 40; steps++) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(focused)) === name) return;
  }
  expect.fail(`The Tab key does not lead to ${name}.`);
}

describe('the Export menu in a real browser', () => {
  it('is opened, walked through and closed with the keyboard, and says whether it is open', async () => {
    const { url } = await plain();
    const page = await open();
    await page.goto(`${url}sweeps/1/trials/1`);
    await tabTo(page, 'Export');
    expect(await menuOf(page).isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    expect(await menuOf(page).isVisible()).toBe(true);
    expect(await isExpanded(page)).toBe(true);
    for (const title of ['Spec', 'Model card', 'ONNX', 'Keras model']) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(focused)).toBe(title);
    }
    await page.keyboard.press('Escape');
    expect(await menuOf(page).isVisible()).toBe(false);
    expect(await page.evaluate(focused)).toBe('Export');
    expect(await isExpanded(page)).toBe(false);
  });

  it.each([true, false])(
    'closes by a click beside it, and stays open for a second file (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const { url } = await plain();
      const page = await open({ javaScriptEnabled });
      await page.goto(`${url}sweeps/1`);
      await page.getByRole('button', { name: 'Export' }).click();
      for (const name of ['Report as HTML', 'Site as ZIP']) {
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('link', { name }).click(),
        ]);
        expect(download.suggestedFilename()).toMatch(/^seeded-(report\.html|site\.zip)$/);
      }
      expect(page.url()).toBe(`${url}sweeps/1`);
      await page.mouse.click(5, 400);
      expect(await menuOf(page).isVisible()).toBe(false);
    },
  );

  it('gives the real file', async () => {
    const dashboard = await openDashboard(tinyServices(claimedDataset()));
    const db = dashboard.writer();
    seed(db);
    const page = await open();
    await page.goto(`${dashboard.url}sweeps/1/trials/2`);
    await tabTo(page, 'Export');
    await page.keyboard.press('Space');
    await tabTo(page, 'Spec');
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toBe('seeded-trial-2-sweep.yaml');
    expect(readFileSync(await download.path(), 'utf8')).toBe(trialAsSpec(trialDetail(db, 2)));
  });

  it.each([
    [360, 640],
    [800, 600],
    [1600, 900],
  ])('lies within a window of %i by %i pixels', async (width, height) => {
    const { url } = await plain();
    const page = await open({ viewport: { width, height } });
    for (const path of ['sweeps/1', 'sweeps/1/trials/1', 'sweeps/1/trials/3']) {
      await page.goto(url + path);
      await page.getByRole('button', { name: 'Export' }).click();
      const box = (await menuOf(page).boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
      expect(await page.evaluate(overflow)).toBe(0);
    }
  });
});
