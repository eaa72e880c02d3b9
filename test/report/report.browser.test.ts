import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useChromium } from '../server/chromium.ts';
import { filled, finishedSweep, noisePictures, rendered } from './reports.ts';

const openPage = useChromium();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'sweep-report-'));
const file = join(folder, 'report.html');

beforeAll(async () => {
  const { html } = await rendered(filled(finishedSweep), noisePictures());
  writeFileSync(file, html);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Opens the report from the disk, without a network; any error in the console fails the test. */
async function open(options: BrowserContextOptions): Promise<Page> {
  const page = await openPage({ offline: true, ...options });
  await page.goto(`file://${file}`);
  return page;
}

const LOOKS = [
  ['light', 1280],
  ['dark', 1280],
  ['light', 360],
  ['dark', 360],
] as const;

it.each(LOOKS)(
  'axe finds nothing, and the page does not scroll sideways: %s, %i pixels',
  async (colorScheme, width) => {
    const page = await open({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
    const [shown, wide] = (await page.evaluate(
      '[innerWidth, document.documentElement.scrollWidth]',
    )) as number[];
    expect(wide).toBeLessThanOrEqual(shown!);
    await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
    await page.evaluate(AXE);
    const found = await page.evaluate('axe.run().then(({ violations }) => violations)');
    const said = (found as { id: string; nodes: { html: string; failureSummary: string }[] }[]).flatMap(
      ({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
    expect(said).toEqual([]);
  },
);

it('breaks no policy of its own, and shows every picture and each drawing once', async () => {
  const page = await open({ viewport: { width: 1280, height: 900 } });
  const loaded = 'Array.from(document.images).every((image) => image.complete && image.naturalWidth === 6)';
  expect(await page.evaluate(loaded)).toBe(true);
  const figures = await page.locator('figure.drawing').count();
  expect(figures).toBeGreaterThan(6);
  expect(await page.locator('figure.drawing svg:visible').count()).toBe(figures);
});

it('prints on several pages in dark ink on white, with no table that is cut', async () => {
  const page = await open({ colorScheme: 'dark', viewport: { width: 672, height: 950 } });
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)!.length).toBeGreaterThan(1);
  await page.emulateMedia({ media: 'print' });
  const cut = `Array.from(document.querySelectorAll('table, pre, svg')).filter((each) =>
    each.getClientRects().length > 0 && each.getBoundingClientRect().right > innerWidth + 1
  ).map((each) => each.outerHTML.slice(0, 200))`;
  expect(await page.evaluate(cut)).toEqual([]);
  const colours = 'getComputedStyle(document.body).color + getComputedStyle(document.body).backgroundColor';
  expect(await page.evaluate(colours)).toBe('rgb(0, 0, 0)rgb(255, 255, 255)');
});
