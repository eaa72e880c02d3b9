import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { TrainedTrial } from '../../src/export/exporter.ts';
import { TFJS } from '../../src/export/tfjs/tfjs.ts';
import { encodePng } from '../../src/pictures/encodePng.ts';
import { fitPicture } from '../../src/pictures/fit.ts';
import { useChromium } from '../server/chromium.ts';
import { type ExportedNetwork, everyNetwork, ourProbabilities } from './everyNetwork.ts';
import { trainedTrial } from './trainedTrial.ts';

const open = useChromium();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

async function folderOf(trained: TrainedTrial): Promise<string> {
  // The name has spaces and characters that are special in shells and addresses.
  const folder = mkdtempSync(join(tmpdir(), 'a model #1 %'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  if (TFJS.needs !== 'weights') throw new Error('It needs weights.');
  for (const { path, content } of await TFJS.files(trained)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

async function served(folder: string): Promise<string> {
  const server = createServer((request, response) => {
    const path = join(folder, new URL(request.url!, 'http://localhost').pathname);
    response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream');
    response.statusCode = existsSync(path) ? 200 : 404;
    response.end(existsSync(path) ? readFileSync(path) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function addressOf(trained: TrainedTrial, from: 'disk' | 'a web server'): Promise<string> {
  const folder = await folderOf(trained);
  return from === 'disk' ? `${pathToFileURL(folder)}/` : served(folder);
}

/** The page, once its network is open; what it asks for must come from its own folder. */
async function openPage(base: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await open(options);
  const strangers: string[] = [];
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(base))
      strangers.push(request.url());
  });
  onTestFinished(() => expect(strangers).toEqual([]));
  await page.goto(`${base}index.html`);
  await page.getByText('Draw something, or choose a picture.').waitFor();
  return page;
}

/** An L, in one stroke; fractions of the paper. */
async function draw(page: Page): Promise<void> {
  const { x, y, width, height } = (await page.locator('#canvas').boundingBox())!;
  const at = (right: number, down: number) => [x + right * width, y + down * height] as const;
  await page.mouse.move(...at(0.3, 0.2));
  await page.mouse.down();
  await page.mouse.move(...at(0.3, 0.8), { steps: 4 });
  await page.mouse.move(...at(0.8, 0.8), { steps: 4 });
  await page.mouse.up();
  await answered(page);
}

/** Waits until the answer is that of what is there now. */
async function answered(page: Page): Promise<void> {
  await page.locator('#answer', { hasText: '%' }).waitFor();
  await page.locator('#probabilities[aria-busy=false]').waitFor();
}

interface Shown {
  readonly name: string;
  readonly percent: string;
  readonly bar: number;
}

async function shown(page: Page): Promise<Shown[]> {
  return page.locator('#probabilities tr').evaluateAll((rows) =>
    rows.map((row) => ({
      name: row.children[0].textContent,
      percent: row.children[1].textContent,
      bar: Number.parseFloat(row.querySelector('.bar').style.width),
    })),
  );
}

/** The bytes that the page shows as the network's sight. */
async function sight(page: Page, channels: number): Promise<Uint8Array> {
  const values = await page.locator('#sight').evaluate((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return [...data] as number[];
  });
  return Uint8Array.from(values.filter((_, index) => index % 4 < channels));
}

/** What our engine says of one image, as percentages in words. */
async function ourPercents(trained: TrainedTrial, image: Uint8Array): Promise<string[]> {
  const asked: ExportedNetwork = { name: 'one image', trained, images: image };
  return [...(await ourProbabilities(asked))].map((value) => `${(100 * value).toFixed(2)} %`);
}

const grey = () => trainedTrial('cnn');
const colour = () => everyNetwork().find(({ name }) => name.startsWith('padded convolutions'))!.trained;

describe.each(['disk', 'a web server'] as const)('an exported page that is opened from %s', (from) => {
  it.each([
    ['grey', grey, 1],
    ['colour', colour, 3],
  ] as const)('gives the probabilities of what is drawn, in %s', async (_, make, channels) => {
    const trained = make();
    const page = await openPage(await addressOf(trained, from));
    await draw(page);
    const bytes = await sight(page, channels);
    expect(new Set(bytes).size).toBeGreaterThan(1);
    const rows = await shown(page);
    expect(rows.map(({ name }) => name)).toEqual(trained.trial.sweep.dataset.classNames);
    expect(rows.map(({ percent }) => percent)).toEqual(await ourPercents(trained, bytes));
    expect(rows.reduce((sum, { bar }) => sum + bar, 0)).toBeCloseTo(100, 2);
  });
});

describe('an exported page', () => {
  it('shows what a picture of one’s own is, fitted as the dashboard fits it, inverted where asked', async () => {
    const trained = grey();
    const page = await openPage(await addressOf(trained, 'disk'));
    const pixels = Uint8Array.from({ length: 9 * 23 * 3 }, (_, index) => (index * index * 7) % 256);
    const png = encodePng({ shape: [9, 23, 3], pixels });
    const picture = {
      shape: [9, 23, 4] as const,
      pixels: Uint8Array.from({ length: 9 * 23 * 4 }, (_, index) =>
        index % 4 === 3 ? 255 : pixels[Math.floor(index / 4) * 3 + (index % 4)]!,
      ),
    };
    await page
      .getByLabel('Choose one')
      .setInputFiles({ name: 'mine.png', mimeType: 'image/png', buffer: png });
    await page.getByText('mine.png').waitFor();
    await answered(page);
    const plain = fitPicture(picture, [10, 10, 1], { invert: false });
    expect([...(await sight(page, 1))]).toEqual([...plain]);
    expect((await shown(page)).map(({ percent }) => percent)).toEqual(await ourPercents(trained, plain));
    const inverted = fitPicture(picture, [10, 10, 1], { invert: true });
    await page.getByLabel('Invert').check();
    await expect.poll(async () => [...(await sight(page, 1))]).toEqual([...inverted]);
    const percents = await ourPercents(trained, inverted);
    await expect.poll(async () => (await shown(page)).map(({ percent }) => percent)).toEqual(percents);
  });

  it.each(['drop', 'paste'])('takes a picture by %s, too', async (way) => {
    const page = await openPage(await addressOf(grey(), 'disk'));
    const png = encodePng({
      shape: [10, 10, 1],
      pixels: Uint8Array.from({ length: 100 }, (_, index) => index),
    });
    await page.evaluate(`
      const data = new DataTransfer();
      const bytes = Uint8Array.from(${JSON.stringify([...png])});
      data.items.add(new File([bytes], 'mine.png', { type: 'image/png' }));
      const event = ${way === 'drop' ? "new DragEvent('drop', { dataTransfer: data" : "new ClipboardEvent('paste', { clipboardData: data"}, bubbles: true });
      document.body.dispatchEvent(event);
    `);
    await page.getByText('mine.png').waitFor();
    await answered(page);
    expect([...(await sight(page, 1))]).toEqual(Array.from({ length: 100 }, (_, index) => index));
  });

  it('says what it cannot read, and goes on', async () => {
    const page = await openPage(await addressOf(grey(), 'disk'));
    const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') };
    await page.getByLabel('Choose one').setInputFiles(notes);
    await page.getByRole('alert').getByText('notes.txt cannot be read as a picture').waitFor();
    await draw(page);
    await page.getByRole('alert').waitFor({ state: 'hidden' });
  });

  it('takes strokes back, all of them, and says nothing of an empty paper', async () => {
    const page = await openPage(await addressOf(grey(), 'disk'));
    await draw(page);
    const one = await sight(page, 1);
    await page.locator('#canvas').click({ position: { x: 200, y: 60 } });
    await expect.poll(() => sight(page, 1)).not.toEqual(one);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => sight(page, 1)).toEqual(one);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('Draw something, or choose a picture.').waitFor();
    expect((await shown(page)).map(({ percent }) => percent)).toEqual(['–', '–', '–', '–']);
  });

  it('is drawn on with keys, and reads its answer out', async () => {
    const page = await openPage(await addressOf(grey(), 'disk'));
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.id')).toBe('canvas');
    await page.keyboard.press('Space');
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowUp');
    await answered(page);
    const bytes = await sight(page, 1);
    // Of the rows and columns in the middle, where the pen began; the last key moved it without drawing.
    expect([bytes[5 * 10 + 6]! > 200, bytes[3 * 10 + 7]! > 0]).toEqual([true, false]);
    await page
      .getByRole('status')
      .getByText(/^(circle|square|triangle|star), [\d.]+ %$/)
      .waitFor();
  });

  it('is drawn on with a finger', async () => {
    const page = await openPage(await addressOf(grey(), 'disk'), { hasTouch: true, isMobile: true });
    const { x, y } = (await page.locator('#canvas').boundingBox())!;
    await page.touchscreen.tap(x + 40, y + 60);
    await answered(page);
    expect(new Set(await sight(page, 1)).size).toBeGreaterThan(1);
  });

  it('fills outlines where asked', async () => {
    const page = await openPage(await addressOf(grey(), 'disk'));
    await draw(page);
    const within = 6 * 10 + 4;
    expect((await sight(page, 1))[within]).toBe(0);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('Draw something, or choose a picture.').waitFor();
    await page.getByLabel('Fill outlines').check();
    await draw(page);
    expect((await sight(page, 1))[within]).toBe(255);
  });

  it('lists the most probable of many classes', async () => {
    const trained = manyClasses();
    const page = await openPage(await addressOf(trained, 'disk'));
    await draw(page);
    const rows = await shown(page);
    expect(rows).toHaveLength(20);
    const bars = rows.map(({ bar }) => bar);
    expect(bars).toEqual([...bars].sort((a, b) => b - a));
    expect(await page.locator('#answer').textContent()).toBe(`${rows[0]!.name}, ${rows[0]!.percent}`);
  });

  it('says which of its files are missing', async () => {
    const folder = await folderOf(grey());
    rmSync(join(folder, 'page/model.js'));
    const page = await open({}, /ERR_FILE_NOT_FOUND/);
    await page.goto(`${pathToFileURL(folder)}/index.html`);
    await page.getByText('page/model.js cannot be loaded: keep the whole folder together.').waitFor();
  });

  it('has names of sweeps and classes as text, whatever they hold', async () => {
    const { dataset } = trainedTrial('cnn').trial.sweep;
    const nasty = '<img src=x onerror="document.title=1"> & </script>';
    const trained = trainedTrial('cnn', {
      name: nasty,
      dataset: { ...dataset, classNames: [nasty, 'square', 'triangle', 'star'] },
    });
    const page = await openPage(await addressOf(trained, 'disk'));
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(`Trial 3 of ${nasty}`);
    await draw(page);
    expect((await shown(page))[0]!.name).toBe(nasty);
  });

  it('says how good the model is, with its interval, and whether that was synthetic', async () => {
    const { dataset } = trainedTrial('cnn').trial.sweep;
    const page = await openPage(
      await addressOf(trainedTrial('cnn', { dataset: { ...dataset, synthetic: true } }), 'disk'),
    );
    const text = await page.locator('main').innerText();
    expect(text).toContain('Test accuracy 0.7400, 95 % interval 0.6751 to 0.7959 (200 test images)');
    expect(text).toMatch(/squares SYNTHETIC[\s\S]*trained and scored on a synthetic dataset/);
  });

  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds, on a desk and on a phone: %s',
    async (colorScheme) => {
      const { dataset } = trainedTrial('cnn').trial.sweep;
      const base = await addressOf(trainedTrial('cnn', { dataset: { ...dataset, synthetic: true } }), 'disk');
      for (const width of [1280, 360]) {
        const page = await openPage(base, { colorScheme, viewport: { width, height: 900 } });
        await draw(page);
        await page.evaluate(AXE);
        const found = await page.evaluate(
          'axe.run(document, { preload: false }).then(({ violations }) => violations)',
        );
        expect(found).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      }
    },
  );
});

it('the lines of code in the card of an export run', async () => {
  const trained = grey();
  const base = await addressOf(trained, 'a web server');
  const page = await open({}, /status of 404/);
  // A page of the same server without a policy of its own.
  await page.goto(`${base}model.json`);
  await page.setContent('<canvas width="20" height="30"></canvas>');
  await page.addScriptTag({ url: 'page/tf.min.js' });
  const code = TFJS.card!.usage(trained.trial).match(/```js\n([\s\S]*?)```/)![1]!;
  const said = page.waitForEvent('console', (message) => message.type() === 'log');
  await page.evaluate(`(async () => { ${code.replace("'img'", "'canvas'")} })()`);
  expect(trained.trial.sweep.dataset.classNames).toContain((await said).text());
});

function manyClasses(): TrainedTrial {
  const { trial, weights } = trainedTrial('ann');
  const { dataset } = trial.sweep;
  const classNames = Array.from({ length: 30 }, (_, index) => `class ${index}`);
  const output = trial.layers.at(-1)!;
  if (output.kind !== 'dense') throw new Error('The output layer is dense.');
  const layer = {
    ...output,
    units: 30,
    outputShape: [30],
    weights: output.weights.map((spec) => ({ ...spec, shape: [...spec.shape.slice(0, -1), 30] })),
  };
  const layers = [...trial.layers.slice(0, -1), layer];
  const sizes = layer.weights.map(({ shape }) => shape.reduce((a, b) => a * b, 1));
  const last = sizes.map((length) => Float32Array.from({ length }, (_, index) => Math.sin(index)));
  return {
    trial: {
      ...trial,
      layers,
      sweep: {
        ...trial.sweep,
        dataset: { ...dataset, classNames, input: { ...dataset.input, classes: 30 } },
      },
    },
    weights: [...weights.slice(0, -2), ...last],
  };
}
