import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useChromium } from '../server/chromium.ts';
import { seed } from '../server/dashboard.ts';
import { madeSite, newDatabase, newFolder } from './madeSite.ts';

const open = useChromium();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** A name with a space and another alphabet. */
const folder = join(newFolder(), 'my site 网站');
const at = (path: string) => pathToFileURL(join(folder, path)).href;

beforeAll(async () => {
  const db = newDatabase();
  seed(db, `"Größe" <i> & 网络`);
  for (const [path, content] of await madeSite(db)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
});

/** The violations that axe finds on a page, without loading anything. */
async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate('axe.run({ preload: false }).then(({ violations }) => violations)');
  return (found as { id: string; nodes: { html: string }[] }[]).flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html}`),
  );
}

/** Failed loads, and pictures that were not drawn. */
async function visit(page: Page, path: string): Promise<string[]> {
  const failed: string[] = [];
  page.on('requestfailed', (request) => failed.push(request.url()));
  await page.goto(at(path));
  const empty = await page.evaluate(
    `Promise.all([...document.images].map((image) => { image.loading = 'eager'; return image.decode().then(() => [], () => [image.src]); })).then((all) => all.flat())`,
  );
  return [...failed, ...(empty as string[])];
}

describe('from a folder, without a server', () => {
  it.each([
    'index.html',
    'leaderboard/by-trial.html',
    'leaderboard/group-optimizer.html',
    'leaderboard/sort-val_accuracy-asc.html',
    'charts/index.html',
    'charts/curves.html',
    'charts/contour.html',
    'compare/trials-1-2.html',
    'trials/1/index.html',
    'trials/1/confusion-rates.html',
    'trials/4/index.html',
  ])('a browser shows all of %s, and axe finds nothing', async (path) => {
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 360],
    ] as const) {
      const page = await open({ colorScheme, viewport: { width, height: 900 } });
      expect(await visit(page, path)).toEqual([]);
      expect(await violationsOn(page)).toEqual([]);
      const source = readFileSync(join(folder, path), 'utf8');
      const tags = source.match(/<[a-z][a-z0-9]*[\s>]/g)!.length;
      expect(await page.evaluate('document.querySelectorAll("*").length')).toBe(tags);
      const ids = source.match(/ id="[^"]*"/g) ?? [];
      expect(new Set(ids).size).toBe(ids.length);
      const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(wide).toBeLessThanOrEqual(0);
    }
  });

  it('a reader gets from the leaderboard to a trial, to the charts and back', async () => {
    const page = await open({ viewport: { width: 1280, height: 900 } });
    await page.goto(at('index.html'));
    await page.getByRole('link', { name: 'test_accuracy' }).first().click();
    await page.locator('#board').getByRole('link', { name: '1', exact: true }).click();
    await page.getByRole('heading', { name: 'Trial 1' }).waitFor();
    await page.getByRole('link', { name: 'rates' }).click();
    await page.getByRole('link', { name: '"Größe" <i> & 网络' }).click();
    await page.getByRole('link', { name: 'Charts' }).click();
    await page.getByRole('link', { name: 'Contour' }).first().click();
    await page.getByRole('heading', { name: 'Contour', level: 2 }).waitFor();
    await page.getByRole('link', { name: 'sweep', exact: true }).click();
    expect(decodeURI(page.url())).toMatch(/my site 网站\/index\.html$/);
    expect(await page.title()).toBe('"Größe" <i> & 网络 · sweep');
  });
});
