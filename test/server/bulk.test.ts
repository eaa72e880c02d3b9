import { describe, expect, it } from 'vitest';
import { begin, complete, planned } from '../store/sweeps.ts';
import { useChromium } from './chromium.ts';
import { openDashboard } from './dashboard.ts';

const open = useChromium();

/** Two configurations with two replicates each, and one that runs. */
async function replicated() {
  const dashboard = await openDashboard();
  const sweep = begin(dashboard.writer(), { replicates: 2 });
  const trials = sweep.planTrials(
    [planned({ units: 1 }), planned({ units: 2 }), planned({ units: 3 })],
    [7, 8],
  );
  for (const [index, trial] of trials.slice(0, 4).entries()) complete(sweep, trial, 0.5 + index / 10);
  sweep.startTrial(trials[4]!, 0);
  const page = await open({ javaScriptEnabled: false }, /status of 4/);
  await page.goto(dashboard.link);
  await page.goto(`${dashboard.url}sweeps/1`);
  return { ...dashboard, page };
}

describe('ticked rows, without JavaScript', () => {
  it('are counted, tagged, hidden and deleted together with all of their trials, each with one undo', async () => {
    const { page } = await replicated();
    const rows = page.locator('#board tbody tr[id^="row-"]');
    const undo = page.locator('.undo');
    const tick = async () => {
      await page.getByLabel('Compare trial 4', { exact: true }).check();
      await page.getByLabel('Compare trial 2', { exact: true }).check();
    };
    await expect(page.getByRole('button', { name: 'Hide' }).isVisible()).resolves.toBe(false);
    await tick();
    const counts = await page.locator('.bar .count').all();
    expect(counts).toHaveLength(3);
    for (const count of counts) expect((await count.boundingBox())!.width).toBeGreaterThan(5);
    await page.getByLabel('Tags to give the ticked rows').fill('good, early');
    await page.getByRole('button', { name: 'Tag', exact: true }).click();
    expect(await undo.innerText()).toContain('Trials 1–4 were tagged anew.');
    expect(await page.locator('.tag').allTextContents()).toEqual(['early', 'good', 'early', 'good']);
    await tick();
    await page.getByLabel('Tags to give the ticked rows').fill('-early');
    await page.getByRole('button', { name: 'Tag', exact: true }).click();
    expect(await page.locator('.tag').allTextContents()).toEqual(['good', 'good']);
    await undo.getByRole('button').last().click();
    expect(await page.locator('.tag').allTextContents()).toEqual(['early', 'good', 'early', 'good']);
    await tick();
    await page.getByRole('button', { name: 'Hide' }).click();
    expect(await rows.count()).toBe(1);
    await undo.filter({ hasText: 'hidden' }).getByRole('button').click();
    await tick();
    await page.getByRole('button', { name: 'Delete' }).click();
    expect(await undo.filter({ hasText: 'Trials 1–4 were deleted.' }).count()).toBe(1);
    expect(await rows.count()).toBe(1);
    await undo.filter({ hasText: 'deleted' }).getByRole('button').click();
    expect(await rows.count()).toBe(3);
  });

  it('stay as they are, all of them, where one cannot be changed or a word is wrong', async () => {
    const { post, get } = await replicated();
    const refused = async (fields: Record<string, string>, why: string) => {
      const { status, text } = await post('/sweeps/1/change?by=configuration', fields);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).toContain(why);
      expect((await get('/sweeps/1')).text.match(/<tr id="row-/g)).toHaveLength(3);
    };
    await refused({ change: 'delete', trials: '1,5' }, 'what is trained cannot be deleted');
    await refused({ change: 'hide', trials: '2/1' }, 'no number of a trial of this sweep');
    await refused({ change: 'hide', trials: '99' }, 'The sweep cnn has no trial 99; nothing was changed.');
    await refused({ change: 'hide' }, 'No row is ticked.');
    await refused({ change: 'tag', trials: '1', tags: '' }, 'There is no tag.');
    await refused({ change: 'tag', trials: '1,3', tags: 'a=b' }, 'is no tag');
    await refused({ change: 'burn', trials: '1' }, 'change must be one of tag, hide, show, delete.');
    expect((await post('/sweeps/1/unchange', { change: '7' })).text).toContain('more than a minute ago');
  });

  it('of trials are those trials alone, and an undo leaves what was changed again since then', async () => {
    const { post, get } = await replicated();
    await post('/sweeps/1/change?by=trial', { change: 'tag', trials: '1,3', tags: 'odd' });
    await post('/sweeps/1/trials/3/annotations', { tags: 'mine' });
    await post('/sweeps/1/unchange', { change: '1' });
    const { text } = await get('/sweeps/1?by=trial');
    expect([...text.matchAll(/<span class="tag">(\w+)/g)].map(([, tag]) => tag)).toEqual(['mine']);
  });
});
