import { describe, expect, it } from 'vitest';
import { begin, planned } from '../store/sweeps.ts';
import { useChromium } from './chromium.ts';
import { openDashboard, seed } from './dashboard.ts';

const open = useChromium();

describe('steering in a real browser', () => {
  it('asks for a pause, and the page follows when it is taken up, without losing what is being typed', async () => {
    const dashboard = await openDashboard();
    const sweep = begin(dashboard.writer(), { specJson: '{"runCap":20}' });
    sweep.planTrials([planned({})], [7]);
    const page = await open();
    await page.goto(dashboard.link);
    await page.goto(`${dashboard.url}sweeps/1`);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.locator('#latest', { hasText: 'Pause the sweep, waiting since' }).waitFor();
    await page.locator('.steering summary').click();
    await page.getByLabel('Configurations in all').fill('35');
    const [request] = sweep.openRequests();
    sweep.setPaused(true);
    sweep.answerRequest(request!.id, { accepted: true, outcome: 'No further trial starts.' });
    await page.getByRole('button', { name: 'Resume' }).waitFor();
    await page.locator('#requests', { hasText: 'No further trial starts.' }).waitFor();
    expect(await page.locator('#requests').isVisible()).toBe(true);
    expect(await page.getByLabel('Configurations in all').inputValue()).toBe('35');
    await page.getByRole('button', { name: 'Raise run_cap' }).click();
    await page.locator('#latest', { hasText: 'Raise run_cap to 35, waiting' }).waitFor();
    expect(sweep.openRequests()).toMatchObject([{ kind: 'raise_run_cap', runCap: 35 }]);
  });

  it('hears of the first request, made elsewhere after the page was opened', async () => {
    const dashboard = await openDashboard();
    begin(dashboard.writer(), {}).planTrials([planned({})], [7]);
    const [page, elsewhere] = [await open(), await open()];
    await page.goto(`${dashboard.url}sweeps/1`);
    await elsewhere.goto(dashboard.link);
    await elsewhere.goto(`${dashboard.url}sweeps/1`);
    await elsewhere.getByRole('button', { name: 'Pause' }).click();
    await page.locator('#latest', { hasText: 'Pause the sweep, waiting since' }).waitFor();
    await page.locator('.steering summary').click();
    expect(await page.locator('#requests').isVisible()).toBe(true);
  });

  it('annotates, hides, deletes and restores a trial without JavaScript', async () => {
    const dashboard = await openDashboard();
    seed(dashboard.writer());
    const page = await open({ javaScriptEnabled: false }, /status of 404/);
    await page.goto(dashboard.link);
    await page.goto(`${dashboard.url}sweeps/1/trials/2`);
    await page.locator('.annotations summary').click();
    await page.getByRole('textbox', { name: 'Note' }).fill('odd curve');
    await page.getByRole('textbox', { name: 'Tags' }).fill('baseline');
    await page.getByRole('button', { name: 'Save' }).click();
    expect(page.url()).toBe(`${dashboard.url}sweeps/1/trials/2`);
    expect(await page.locator('.note').textContent()).toBe('odd curve');
    await page.locator('.annotations summary').click();
    await page.getByRole('button', { name: 'Hide this trial' }).click();
    await page.goto(`${dashboard.url}sweeps/1?queued=1`);
    expect(await page.locator('#board tbody tr[id^="row-"]').count()).toBe(4);
    await page.getByRole('link', { name: 'show them' }).click();
    expect(await page.locator('#board tbody tr[id^="row-"]').count()).toBe(5);
    await page.goto(`${dashboard.url}sweeps/1/trials/2`);
    await page.locator('.annotations summary').click();
    await page.getByRole('link', { name: 'Delete this trial' }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.goto(`${dashboard.url}sweeps/1?where=optimizer%3Dsgd&hidden=1`);
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(page.url()).toBe(`${dashboard.url}sweeps/1?where=optimizer%3Dsgd&hidden=1`);
    await page.locator('#row-2').getByRole('link').first().waitFor();
  });

  it.each([360, 1600])('is not wider than a window of %i pixels', async (width) => {
    const dashboard = await openDashboard();
    const { sweep } = seed(dashboard.writer());
    await dashboard.post('/sweeps/1/requests', { kind: 'stop_sweep' });
    await dashboard.post('/sweeps/1/trials/2/annotations', { tags: 'x'.repeat(40), note: 'y'.repeat(400) });
    sweep.answerRequest(1, { accepted: false, outcome: `It is too late for this, ${'so '.repeat(60)}` });
    const page = await open({ viewport: { width, height: 800 } });
    await page.goto(dashboard.link);
    for (const path of [
      '',
      'sweeps/1',
      'sweeps/1/trials/2',
      'sweeps/1/trials/4',
      'sweeps/1/trials/2/delete',
    ]) {
      await page.goto(dashboard.url + path);
      for (const details of await page.locator('details > summary').all()) await details.click();
      const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      expect(await page.evaluate(overflow)).toBe(0);
    }
  });
});
