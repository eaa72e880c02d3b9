import { renameSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { annotate, type Database, openDatabase } from '../../src/store/index.ts';
import { begin, complete, DATASET, epoch, planned } from '../store/sweeps.ts';
import { useChromium } from './chromium.ts';
import { openDashboard, seed } from './dashboard.ts';

const open = useChromium();
const DIGITS = { ...DATASET, name: 'digits', fingerprint: 'd16' };

/** An ended sweep with a trial for each value. */
function ended(
  db: Database,
  name: string,
  values: readonly number[],
  changes: Parameters<typeof begin>[1] = {},
): void {
  const sweep = begin(db, { name, identity: `${name} ${values}`, ...changes });
  const trials = sweep.planTrials(
    values.map((_, index) => planned({ units: index + 1 })),
    [7],
  );
  for (const [index, trial] of trials.entries()) complete(sweep, trial, values[index]!);
  sweep.end('completed');
}

function names(page: Page): Promise<string[]> {
  return page.locator('#sweeps tbody .name a').allInnerTexts();
}

async function listOf(fill: (db: Database) => void, path = '', javaScriptEnabled = false) {
  const dashboard = await openDashboard();
  const db = dashboard.writer();
  fill(db);
  const page = await open({ javaScriptEnabled }, /status of 4/);
  await page.goto(dashboard.url + path);
  return { ...dashboard, db, page };
}

function several(db: Database): void {
  ended(db, 'cnn-10', [0.5, 0.6, 0.7]);
  ended(db, 'cnn-9', [0.8]);
  ended(db, 'digits', [0.99, 0.9], { dataset: DIGITS });
  ended(db, 'by loss', [0.4, 0.2], { metric: { name: 'val_loss', goal: 'minimize' } });
  seed(db, 'seeded');
  annotate(db, { sweepId: 1 }, { note: 'Compare with the lab book.', tags: ['paper'] });
}

describe('the list of sweeps', () => {
  it('shows each with its best configuration, note, tags and time left', async () => {
    const { page } = await listOf(several);
    const first = page.locator('#sweep-1');
    expect(await first.innerText()).toMatch(
      /cnn-10[\s\S]*paper[\s\S]*Compare with the lab book\.[\s\S]*0\.7000[\s\S]*val_accuracy, fashion-mnist[\s\S]*units=3/,
    );
    expect(await first.getByRole('link', { name: '0.7000' }).getAttribute('href')).toBe('/sweeps/1/trials/3');
    expect(await page.locator('#sweep-5').innerText()).toMatch(
      /running[\s\S]*time left: about 10s[\s\S]*optimizer=adam/,
    );
  });

  it('is sorted by name, state, trials and best, and turned around', async () => {
    const { page } = await listOf(several);
    expect(await names(page)).toEqual(['seeded', 'by loss', 'digits', 'cnn-9', 'cnn-10']);
    await page.getByRole('link', { name: 'name' }).click();
    expect(await names(page)).toEqual(['by loss', 'cnn-9', 'cnn-10', 'digits', 'seeded']);
    expect(await page.getByRole('columnheader', { name: 'name' }).getAttribute('aria-sort')).toBe(
      'ascending',
    );
    await page.getByRole('link', { name: 'name' }).click();
    expect(await names(page)).toEqual(['seeded', 'digits', 'cnn-10', 'cnn-9', 'by loss']);
    await page.getByLabel('Order').selectOption('most trials');
    await page.getByRole('button', { name: 'Apply' }).click();
    expect((await names(page)).slice(0, 2)).toEqual(['seeded', 'cnn-10']);
    await page.getByRole('link', { name: 'state' }).click();
    expect((await names(page))[0]).toBe('seeded');
  });

  it('by its best never orders values of different datasets or metrics', async () => {
    const { page } = await listOf(several, '?sort=best');
    expect(await names(page)).toEqual(['seeded', 'cnn-9', 'cnn-10', 'by loss', 'digits']);
    expect(await page.locator('#sweeps').innerText()).toContain('stand together');
    await page.getByRole('columnheader', { name: 'best ↓' }).getByRole('link').click();
    expect(await names(page)).toEqual(['cnn-10', 'cnn-9', 'seeded', 'by loss', 'digits']);
  });

  it('finds words of names, tags, notes, states and datasets, all of them', async () => {
    const { page, url } = await listOf(several);
    const search = async (words: string) => {
      await page.getByLabel('Search').fill(words);
      await page.getByRole('button', { name: 'Apply' }).click();
      return names(page);
    };
    expect(await search('CNN')).toEqual(['cnn-9', 'cnn-10']);
    expect(await search('lab paper')).toEqual(['cnn-10']);
    expect(await search('running')).toEqual(['seeded']);
    expect(await search('digits completed')).toEqual(['digits']);
    expect(await search('digits running')).toEqual([]);
    expect(await page.locator('.empty').innerText()).toContain('No sweep has digits and running in its name');
    await page.getByRole('link', { name: 'Clear the search' }).click();
    expect((await names(page)).length).toBe(5);
    await page.goto(`${url}?search=${encodeURIComponent('<b>"')}`);
    expect(await page.getByLabel('Search').inputValue()).toBe('<b>"');
  });

  it('has pages of fifty', async () => {
    const { page } = await listOf((db) => {
      for (let index = 1; index <= 120; index++)
        begin(db, { name: `s${index}`, identity: String(index) }).end('interrupted');
    });
    expect((await names(page)).length).toBe(50);
    await page.getByRole('link', { name: 'Next' }).click();
    expect((await names(page))[0]).toBe('s70');
    expect(await page.locator('.pages').innerText()).toContain('51–100 of 120 sweeps');
    await page.getByRole('link', { name: 'name', exact: true }).click();
    expect((await names(page))[0]).toBe('s1');
  });

  it('compares the best of ticked sweeps, with the verdict', async () => {
    const { page } = await listOf(several);
    await page.getByLabel('Compare sweep 1, cnn-10').check();
    await page.getByLabel('Compare sweep 2, cnn-9').check();
    await page.getByRole('button', { name: 'Compare' }).click();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/compare?sweeps=1,2');
    expect(await page.locator('h1').innerText()).toBe('The best of 2 sweeps');
    expect(await page.locator('.compared').innerText()).toMatch(
      /A trial 3 of cnn-10[\s\S]*B trial 1 of cnn-9/,
    );
    expect(await page.locator('#verdict + p').innerText()).toContain('sweep cnn-');
    expect(await page.getByRole('region', { name: 'Groups' }).innerText()).toMatch(
      /cnn-10\s+3\s+0\.7000[\s\S]*cnn-9\s+1\s+0\.8000/,
    );
    await page.getByRole('link', { name: 'val_loss' }).last().click();
    expect(new URL(page.url()).search).toBe('?sweeps=1,2&metric=val_loss');
    await page.locator('.crumb a').click();
    expect(new URL(page.url()).pathname).toBe('/');
  });

  it('says why sweeps cannot be compared: other data, another metric, nothing completed, one alone', async () => {
    const { page, url, db } = await listOf(several);
    const why = async (sweeps: string) => {
      const response = await page.goto(`${url}compare?sweeps=${sweeps}`);
      expect(response!.status()).toBeGreaterThanOrEqual(400);
      return page.locator('main').innerText();
    };
    expect(await why('1,3')).toContain('come from different datasets');
    expect(await why('1,4')).toContain('rank by different metrics');
    // Their trials can be looked at side by side.
    expect(await page.getByLabel('Compare others').inputValue()).toBe('1/3,4/1');
    begin(db, { name: 'empty', identity: 'empty' });
    expect(await why('1,6')).toContain('No trial of empty has completed yet');
    expect(await why('1')).toContain('2 to 8 sweeps; one was chosen');
    expect(await why('1,77')).toContain('77');
  });

  it('shows the trials of ticked sweeps', async () => {
    const { page } = await listOf(several);
    await page.getByLabel('Compare sweep 2, cnn-9').check();
    await page.getByLabel('Compare sweep 3, digits').check();
    await page.getByRole('button', { name: 'Show their trials' }).click();
    expect(await page.locator('#where').inputValue()).toBe('sweepId=3 or sweepId=2');
    expect(await page.locator('#board tbody tr[id^="row-"]').count()).toBe(3);
  });

  it.each([390, 1440])('does not scroll sideways at %i px, whatever its names', async (width) => {
    const dashboard = await openDashboard();
    const db = dashboard.writer();
    several(db);
    begin(db, { name: `long-${'x'.repeat(150)}`, identity: 'long' }).end('failed');
    const page = await open({ viewport: { width, height: 800 } });
    await page.goto(dashboard.url);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    const region = page.getByRole('region', { name: 'Sweeps', exact: true });
    expect(await region.evaluate((each) => each.scrollWidth - each.clientWidth)).toBeLessThanOrEqual(0);
  });
});

describe('with JavaScript, the list of sweeps', () => {
  it('follows running sweeps, and keeps what is ticked', async () => {
    const { page, db } = await listOf(() => {}, '', true);
    await page.getByText('No sweep yet').waitFor();
    const sweep = begin(db, { name: 'moving' });
    const [first, second] = sweep.planTrials([planned({ units: 1 }), planned({ units: 2 })], [7]);
    await page.locator('#sweep-1', { hasText: '0/2' }).waitFor();
    await page.getByLabel('Compare sweep 1, moving').check();
    sweep.startTrial(first!, 0);
    sweep.recordSteps([{ ...first!, ...epoch(1, 0.4) }]);
    await page.locator('#sweep-1', { hasText: 'time left: about' }).waitFor();
    complete(sweep, second!, 0.7);
    await page.locator('#sweep-1', { hasText: '0.7000' }).waitFor();
    expect(await page.getByLabel('Compare sweep 1, moving').isChecked()).toBe(true);
    sweep.end('interrupted');
    await page.locator('#sweep-1 .state', { hasText: 'interrupted' }).waitFor();
  });

  it('finds a database that appears, waits when it is moved away, and finds the next one', async () => {
    const dashboard = await openDashboard();
    const page = await open();
    await page.goto(dashboard.url);
    await page.getByText('No database yet').waitFor();
    ended(dashboard.writer(), 'first', [0.5]);
    await page.locator('#sweep-1', { hasText: 'first' }).waitFor();
    renameSync(dashboard.database, `${dashboard.database}.old`);
    await page.getByText('No database yet').waitFor();
    const next = openDatabase(dashboard.database);
    ended(next, 'second', [0.6]);
    await page.locator('#sweep-1', { hasText: 'second' }).waitFor();
    next.close();
  });
});
