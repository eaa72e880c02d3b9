import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useChromium } from './chromium.ts';
import { type OpenDashboard, openDashboard, seed } from './dashboard.ts';

const open = useChromium();

async function seeded(expected?: RegExp) {
  const dashboard = await openDashboard();
  const { sweep } = seed(dashboard.writer());
  const page = await open({}, expected);
  await page.goto(dashboard.link);
  return { dashboard, sweep, page };
}

/** Says whether one press of Back leads from the page at `path`, on which something is done, to the page before. */
async function leadsBack(
  { url }: OpenDashboard,
  page: Page,
  path: string,
  act: (page: Page) => Promise<void>,
): Promise<void> {
  await page.goto(url);
  await page.goto(url + path);
  await act(page);
  expect(page.url()).toBe(url + path);
  await page.goBack();
  expect(page.url()).toBe(url);
}

describe('one press of Back leads to the page before', () => {
  it('after a note, and after hiding, on the page of a trial', async () => {
    const { dashboard, page } = await seeded();
    await leadsBack(dashboard, page, 'sweeps/1/trials/2', async () => {
      await page.locator('.annotations summary').click();
      await page.getByRole('textbox', { name: 'Note' }).fill('odd curve');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.locator('.note', { hasText: 'odd curve' }).waitFor();
      await page.locator('.annotations summary').click();
      await page.getByRole('button', { name: 'Hide this trial' }).click();
      await page.locator('.tag.hidden').waitFor();
    });
  });

  it('after tags for ticked rows, hiding them, and undoing both, on a filtered leaderboard', async () => {
    const { dashboard, page } = await seeded();
    await leadsBack(dashboard, page, 'sweeps/1?where=optimizer%3Dsgd', async () => {
      await page.getByLabel('Compare trial 2', { exact: true }).check();
      await page.getByLabel('Tags to give').fill('baseline');
      await page.getByRole('button', { name: 'Tag', exact: true }).click();
      await page.locator('#row-2 .tag', { hasText: 'baseline' }).waitFor();
      await page.getByLabel('Compare trial 2', { exact: true }).check();
      await page.getByRole('button', { name: 'Hide', exact: true }).click();
      await page.locator('#row-2').waitFor({ state: 'detached' });
      await page.locator('.undo', { hasText: 'hidden' }).getByRole('button', { name: 'Undo' }).click();
      await page.locator('#row-2').waitFor();
    });
  });

  it('after a request to a running sweep, and after a choice of colours', async () => {
    const { dashboard, page } = await seeded();
    await leadsBack(dashboard, page, 'sweeps/1', async () => {
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.locator('#latest', { hasText: 'Pause the sweep, waiting' }).waitFor();
      await page.getByRole('link', { name: 'dark' }).click();
      await page.waitForFunction('getComputedStyle(document.documentElement).colorScheme === "dark"');
    });
  });

  it('after a request to a running trial', async () => {
    const { dashboard, sweep, page } = await seeded();
    await leadsBack(dashboard, page, 'sweeps/1/trials/4', async () => {
      const shownAnew = page.waitForEvent('load');
      await page.getByRole('button', { name: 'Stop this trial' }).click();
      await shownAnew;
      expect(sweep.openRequests()).toHaveLength(1);
    });
  });

  it('after a deletion, whose question is not asked again', async () => {
    const { dashboard, page } = await seeded(/status of 404/);
    const { url } = dashboard;
    await page.goto(`${url}sweeps/1/trials/2`);
    await page.locator('.annotations summary').click();
    await page.getByRole('link', { name: 'Delete this trial' }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.waitForURL(`${url}sweeps/1`);
    await page.goBack();
    expect(page.url()).toBe(`${url}sweeps/1/trials/2`);
    // The page is no longer as it was: what it showed can be restored.
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('heading', { name: 'Trial 2' }).waitFor();
  });

  it('after a form that was refused, whose answer stands in the place of the page', async () => {
    const { dashboard, page } = await seeded(/status of 409/);
    await leadsBack(dashboard, page, 'sweeps/1/trials/1', async () => {
      await page.locator('.annotations summary').click();
      await page.getByRole('textbox', { name: 'Note' }).fill('two');
      await dashboard.post('/sweeps/1/trials/1/annotations', { note: 'three' });
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('heading', { name: 'Somebody else has changed this' }).waitFor();
      expect(await page.title()).toBe('Somebody else has changed this · sweep');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('heading', { name: 'Trial 1' }).waitFor();
      expect(await page.locator('.note').textContent()).toBe('two');
    });
  });
});

it('a dashboard that does not answer loses nothing that was written', async () => {
  const { dashboard, page } = await seeded(/ERR_|Failed to fetch/);
  await page.goto(`${dashboard.url}sweeps/1/trials/1`);
  await page.locator('.annotations summary').click();
  await page.getByRole('textbox', { name: 'Note' }).fill('long thoughts');
  await dashboard.server.close();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('alert').getByText('The dashboard does not answer').waitFor();
  expect(await page.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('long thoughts');
});

it('a form that is sent twice at once changes one thing', async () => {
  const { dashboard, sweep, page } = await seeded();
  await page.goto(`${dashboard.url}sweeps/1`);
  await page.evaluate(`
    const pause = document.querySelector('#controls button[value=pause_sweep]');
    pause.click();
    pause.click();
  `);
  await page.locator('#latest', { hasText: 'Pause the sweep, waiting' }).waitFor();
  expect(sweep.openRequests()).toHaveLength(1);
});
