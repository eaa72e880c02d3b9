import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useChromium } from './chromium.ts';
import { openDashboard, seed } from './dashboard.ts';
import { claimedDataset, tinyServices } from './tinyServices.ts';

const open = useChromium();
const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
/** A picture that Chromium encodes as a PNG, as a data URI. */
const DRAWN = `(() => {
  const canvas = document.createElement('canvas');
  canvas.width = 120; canvas.height = 90;
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff'; context.fillRect(0, 0, 120, 90);
  context.fillStyle = '#102030'; context.arc(60, 45, 30, 0, 7); context.fill();
  return canvas.toDataURL('image/png');
})()`;

/** The contrast (WCAG 2) of a number with each tint of a confusion matrix. */
const CONTRASTS = `(() => {
  const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d');
  const luminance = (colour) => {
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((byte) => {
      const share = byte / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const cell = document.querySelector('.confusion tbody td');
  return ['hit', 'miss'].flatMap((kind) => Array.from({ length: 10 }, (_, index) => {
    cell.className = kind + ' level-' + (index + 1);
    const { color, backgroundColor } = getComputedStyle(cell);
    const [dark, light] = [luminance(color), luminance(backgroundColor)].sort((a, b) => a - b);
    return [cell.className, (light + 0.05) / (dark + 0.05)];
  }));
})()`;

async function seeded() {
  const dashboard = await openDashboard(tinyServices(claimedDataset()));
  seed(dashboard.writer());
  return dashboard;
}

describe('a trial in a real browser', () => {
  it.each([true, false])(
    'leads from a cell to its pictures and to its network (JavaScript: %s)',
    async (js) => {
      const dashboard = await seeded();
      const page = await open({ javaScriptEnabled: js });
      await page.goto(`${dashboard.url}sweeps/1/trials/1`);
      await page.getByRole('link', { name: 'rates' }).click();
      await page.locator('.confusion .miss a').click();
      expect(page.url()).toContain('?confusion=rates&true=2&predicted=1#mistakes');
      expect(await page.locator('#mistakes h2').textContent()).toBe('boot taken for coat');
      const picture = page.locator('.pictures img');
      await picture.scrollIntoViewIfNeeded();
      await expect
        .poll(() => picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
        .toBe(6);
      await page.getByRole('link', { name: '#4' }).click();
      expect(await page.locator('.probabilities tbody tr').count()).toBe(3);
      expect(await page.locator('h2').nth(1).textContent()).toBe('Test image 4');
      await page.getByRole('link', { name: 'Previous' }).click();
      expect(await page.getByLabel('Number').inputValue()).toBe('3');
    },
  );

  it.each([true, false])(
    'tries a picture of one’s own, which inverting keeps (JavaScript: %s)',
    async (js) => {
      const dashboard = await seeded();
      const drawn = (await (await open()).evaluate(DRAWN)) as string;
      const page = await open({ javaScriptEnabled: js });
      await page.goto(`${dashboard.url}sweeps/1`);
      await page.goto(`${dashboard.url}sweeps/1/trials/2/try`);
      const file = join(dirname(dashboard.database), 'circle.png');
      writeFileSync(file, Buffer.from(drawn.split(',')[1]!, 'base64'));
      await page.getByLabel(/PNG file/).setInputFiles(file);
      await page.getByLabel(/Invert/).check();
      await page.getByRole('button', { name: 'Try it' }).click();
      await page.getByRole('heading', { name: 'circle.png' }).waitFor();
      const seen = page.getByAltText('circle.png, as the network sees it');
      expect(
        await seen.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
      ).toBe(6);
      expect(await page.locator('.probabilities .likeliest').count()).toBe(1);
      const inverted = await seen.getAttribute('src');
      await page.getByLabel(/Invert/).uncheck();
      await page.getByRole('button', { name: 'Try it' }).click();
      await expect.poll(() => seen.getAttribute('src')).not.toBe(inverted);
      expect(await page.getByRole('heading', { name: 'circle.png' }).count()).toBe(1);
      if (!js) return;
      await page.goBack();
      expect(page.url()).toBe(`${dashboard.url}sweeps/1`);
    },
  );

  it.each(['light', 'dark'] as const)(
    'tints cells so that their numbers can be read, %s',
    async (colorScheme) => {
      const dashboard = await seeded();
      const page = await open({ colorScheme });
      await page.goto(`${dashboard.url}sweeps/1/trials/1`);
      const contrasts = (await page.evaluate(CONTRASTS)) as [string, number][];
      expect(contrasts).toHaveLength(20);
      expect(contrasts.filter(([, contrast]) => contrast < 4.5)).toEqual([]);
    },
  );

  it('has what it was beside its curves where there is room, and below them elsewhere', async () => {
    const dashboard = await seeded();
    for (const [width, beside] of [
      [1440, true],
      [390, false],
    ] as const) {
      const page = await open({ viewport: { width, height: 900 } });
      const boxOf = async (id: string) => (await page.locator(id).boundingBox())!;
      await page.goto(`${dashboard.url}sweeps/1/trials/1`);
      for (const [left, right] of [
        ['#curves', '#parameters'],
        ['#confusion', '#calibration'],
      ] as const) {
        const [a, b] = [await boxOf(left), await boxOf(right)];
        expect(b.x >= a.x + a.width).toBe(beside);
        expect(b.y >= a.y + a.height).toBe(!beside);
      }
      // The gallery has the whole width at any size.
      const [parts, gallery] = [await boxOf('.parts'), await boxOf('#mistakes')];
      expect(Math.abs(parts.width - gallery.width)).toBeLessThan(2);
      await page.goto(`${dashboard.url}sweeps/1/compare?trials=1,2`);
      const [picture, table] = [
        await boxOf('.measured picture img'),
        await boxOf('[aria-label="Final metrics"]'),
      ];
      expect(table.x >= picture.x + picture.width).toBe(beside);
      expect(table.y >= picture.y + picture.height).toBe(!beside);
    }
  });

  it.each([360, 1600])('is no wider than a window of %i pixels, tried or not', async (width) => {
    const dashboard = await seeded();
    const page = await open({ viewport: { width, height: 800 } });
    for (const path of ['1', '1?confusion=rates&true=0&predicted=0', '2', '4', '1/try', '3/try']) {
      await page.goto(`${dashboard.url}sweeps/1/trials/${path}`);
      expect(await page.evaluate(overflow)).toBe(0);
    }
  });
});

describe('the page of a trial that is being trained', () => {
  it('follows it, keeps what its reader opened, and loads anew once it has ended', async () => {
    const dashboard = await openDashboard(tinyServices(claimedDataset()));
    const { sweep, advance } = seed(dashboard.writer());
    const page = await open();
    await page.goto(`${dashboard.url}sweeps/1/trials/4`);
    await page.getByText('The curves as a table').click();
    expect(await page.locator('#epochs tr').count()).toBe(1);
    advance();
    await page.getByText('2 of 5 epochs are done').waitFor();
    await page.locator('#epochs tr').nth(1).waitFor();
    expect(await page.locator('#charts img').first().getAttribute('src')).toMatch(/epochs=2$/);
    expect(await page.locator('#mistakes').count()).toBe(0);
    const trial = { number: 4, attempt: 1 };
    const reason = { code: 'training_diverged', message: 'The loss became NaN.' } as const;
    sweep.endTrial(trial, { state: 'failed', reason });
    await page.locator('#summary .warning', { hasText: 'The loss became NaN.' }).waitFor();
    await page.waitForFunction('!document.querySelector("[sse-connect]")');
  });
});
