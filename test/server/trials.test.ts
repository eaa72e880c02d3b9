import { describe, expect, it } from 'vitest';
import { annotate, type Database, deleteTarget } from '../../src/store/index.ts';
import { begin, complete, DATASET, fail, planned } from '../store/sweeps.ts';
import { useChromium } from './chromium.ts';
import { openDashboard } from './dashboard.ts';
import { seedProgram } from './programSweep.ts';

const open = useChromium();
const DIGITS = { ...DATASET, name: 'digits', fingerprint: 'd16' };

/** Sweep 1 and 3 on one dataset, 2 on another, 4 of a program. */
function fourSweeps(db: Database): void {
  const first = begin(db, { name: 'first', replicates: 2 });
  const trials = first.planTrials([planned({ units: 1 }), planned({ units: 2, optimizer: 'sgd' })], [7, 8]);
  for (const [index, trial] of trials.entries()) complete(first, trial, [0.8, 0.7, 0.6, 0.5][index]!);
  const digits = begin(db, { name: 'digits', identity: 'd', dataset: DIGITS });
  for (const trial of digits.planTrials([planned({ units: 4 }), planned({ units: 5 })], [7]))
    complete(digits, trial, 0.9 + trial.number / 100);
  const third = begin(db, { name: '<b>third</b>', identity: 't' });
  const [one, two] = third.planTrials(
    [planned({ units: 8 }), planned({ units: 9, learning_rate: 100 })],
    [7],
  );
  complete(third, one!, 0.75);
  fail(third, two!);
  seedProgram(db);
}

/** A page with the four sweeps, read as its reader sees it. */
async function trialsPage(path = 'trials', javaScriptEnabled = false) {
  const dashboard = await openDashboard();
  const db = dashboard.writer();
  fourSweeps(db);
  const page = await open({ javaScriptEnabled }, /status of 4/);
  await page.goto(dashboard.link);
  await page.goto(dashboard.url + path);
  const rows = page.locator('#board tbody tr[id^="row-"]');
  const ids = () => rows.evaluateAll((all) => all.map(({ id }) => id.replace('row-', '')));
  return { ...dashboard, db, page, rows, ids };
}

describe('the trials of all sweeps', () => {
  it('stand sweep by sweep, the latest first, with ranks of their own sweep, links to both, and what their sweep varies', async () => {
    const { page, ids, rows } = await trialsPage();
    expect(await ids()).toEqual([
      '4-3',
      '4-2',
      '4-1',
      '4-4',
      '3-1',
      '3-2',
      '2-2',
      '2-1',
      '1-1',
      '1-2',
      '1-3',
      '1-4',
    ]);
    expect(await rows.locator('.rank').allInnerTexts()).toEqual([
      ...['1', '2', '3', 'running'],
      ...['1', 'failed'],
      ...['1', '2'],
      ...['1', '2', '3', '4'],
    ]);
    const third = page.locator('#row-3-1');
    expect(await third.getByRole('link', { name: '1', exact: true }).getAttribute('href')).toBe(
      '/sweeps/3/trials/1',
    );
    expect(await third.getByRole('link', { name: '<b>third</b>' }).getAttribute('href')).toBe('/sweeps/3');
    expect(await third.locator('.varied').innerText()).toBe('learning_rate=0.001 units=8');
    expect(await page.locator('#row-1-1 .varied').innerText()).toBe('optimizer=adam units=1');
    expect(await page.locator('#board').innerText()).toContain('Nothing is ranked across sweeps.');
    expect(await page.locator('tr.best').count()).toBe(0);
  });

  it('are filtered by sweep, dataset and anything of a leaderboard, and a wrong name gets an answer', async () => {
    const { page, ids, url } = await trialsPage();
    const filtered = async (where: string) => {
      await page.goto(`${url}trials?where=${encodeURIComponent(where)}`);
      return ids();
    };
    expect(await filtered('sweep=digits')).toEqual(['2-2', '2-1']);
    expect(await filtered('sweep~"^<b>" and state=completed')).toEqual(['3-1']);
    expect(await filtered('sweepId=1 and optimizer=sgd')).toEqual(['1-3', '1-4']);
    expect(await filtered('dataset=digits or val_accuracy>0.79')).toEqual(['2-2', '2-1', '1-1']);
    expect(await filtered('rank=1')).toEqual(['4-3', '3-1', '2-2', '1-1']);
    expect(await filtered('sweep=digitz')).toEqual([]);
    expect(await page.locator('.empty').innerText()).toContain('Did you mean sweep=digits?');
    await filtered('optimiser=adam');
    expect(await page.locator('#where').getAttribute('aria-invalid')).toBe('true');
    const words = await page
      .locator('#where-words option')
      .evaluateAll((all) => all.map((each) => each.getAttribute('value')));
    expect(words).toEqual(
      expect.arrayContaining(['sweep=first', 'dataset=digits', 'units=9', 'sweep', 'val_accuracy']),
    );
  });

  it('are sorted by any column, with a caution where the values are of several datasets', async () => {
    const { page, ids, url } = await trialsPage('trials?sort=val_accuracy:desc');
    expect((await ids()).slice(0, 4)).toEqual(['2-2', '2-1', '1-1', '3-1']);
    expect(await page.locator('.warning').innerText()).toContain(
      'values of different ones say nothing about each other',
    );
    await page.goto(`${url}trials?sort=val_accuracy:desc&where=sweep!=digits and dataset=fashion-mnist`);
    expect(await page.locator('.warning').count()).toBe(0);
    await page.getByRole('link', { name: 'rank', exact: true }).click();
    expect(await ids()).toEqual(['3-1', '1-1', '1-2', '1-3', '1-4', '3-2']);
  });

  it('are configurations on request, and coloured', async () => {
    const { page, ids } = await trialsPage();
    await page.getByRole('link', { name: 'configurations' }).click();
    expect((await ids()).slice(-2)).toEqual(['1-1', '1-3']);
    await page.getByRole('button', { name: 'Group, colour' }).click();
    await page.getByLabel('Colour by').selectOption('sweep');
    await page.locator('#arrange-panel').getByRole('button', { name: 'Show' }).click();
    expect(await page.locator('.legend').innerText()).toMatch(/digits[\s\S]*first/);
    expect(new URL(page.url()).search).toBe('?by=configuration&color=sweep&group=&aggregate=mean&rows=50');
  });

  it('are grouped within a dataset and metric only, each with its best', async () => {
    const { page, url } = await trialsPage('trials?group=optimizer');
    const lines = async () =>
      (await page.locator('#board tbody tr').allInnerTexts()).map((line) => line.split('\t').slice(0, 4));
    expect(await lines()).toEqual([
      ['–', 'val/acc', '3 of 4', '0.8552'],
      ['adam', 'fashion-mnist, val_accuracy', '3 of 4', '0.7500'],
      ['sgd', 'fashion-mnist, val_accuracy', '2', '0.5500'],
      ['adam', 'digits, val_accuracy', '2', '0.9150'],
    ]);
    expect(await page.getByRole('link', { name: '1/1', exact: true }).getAttribute('href')).toBe(
      '/sweeps/1/trials/1',
    );
    await page.locator('#board tbody').getByRole('link', { name: 'adam' }).last().click();
    expect(new URL(page.url()).searchParams.get('where')).toBe(
      'metric=val_accuracy and dataset=digits and optimizer=adam',
    );
    await page.goto(`${url}trials?group=sweep&where=dataset=fashion-mnist`);
    expect((await page.locator('#board tbody th').allInnerTexts()).sort()).toEqual(['<b>third</b>', 'first']);
    await page.getByRole('link', { name: 'first', exact: true }).click();
    expect(new URL(page.url()).searchParams.get('where')).toBe('dataset=fashion-mnist and sweepId=1');
  });

  it('are grouped by sweep also where sweeps share a name', async () => {
    const { writer, get } = await openDashboard();
    for (const [index, identity] of ['a', 'b'].entries()) {
      const sweep = begin(writer(), { name: 'same', identity });
      for (const trial of sweep.planTrials([planned({ units: index + 1 })], [7])) complete(sweep, trial, 0.5);
    }
    const { text } = await get('/trials?group=sweep');
    for (const id of [1, 2])
      expect(text).toContain(`<a href="?where=sweepId%3D${id}">same (sweep ${id})</a>`);
  });

  it('leave out what is hidden or deleted', async () => {
    const { page, ids, db } = await trialsPage();
    annotate(db, { sweepId: 4 }, { hidden: true });
    annotate(db, { sweepId: 1, trial: 2 }, { hidden: true });
    deleteTarget(db, { sweepId: 1, trial: 3 });
    db.write(() => {});
    await page.reload();
    expect(await ids()).toEqual(['3-1', '3-2', '2-2', '2-1', '1-1', '1-4']);
    await page.getByText('5 hidden').getByRole('link').click();
    expect((await ids()).length).toBe(11);
  });

  it('are compared from several sweeps, and never those of different datasets', async () => {
    const { page, url } = await trialsPage();
    await page.getByLabel('Compare trial 1/1', { exact: true }).check();
    await page.getByLabel('Compare trial 3/1', { exact: true }).check();
    await page.getByRole('button', { name: 'Compare' }).click();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(
      '/sweeps/3/compare?trials=3/1,1/1',
    );
    expect(await page.locator('.compared').innerText()).toMatch(
      /trial 1 of <b>third<\/b>[\s\S]*trial 1 of first/,
    );
    await page.goto(`${url}compare?trials=1/1&trials=2/1`);
    expect(await page.locator('.warning').innerText()).toContain('Different datasets');
    await page.goto(`${url}compare?trials=5`);
    expect(await page.locator('main').innerText()).toContain('2/7 is trial 7 of sweep 2');
  });

  it('are tagged, hidden and deleted together, whatever their sweep, with one undo for each change', async () => {
    const { page, ids } = await trialsPage();
    const undo = page.locator('.undo');
    const tick = async () => {
      await page.getByLabel('Compare trial 1/1', { exact: true }).check();
      await page.getByLabel('Compare trial 2/2', { exact: true }).check();
    };
    await tick();
    await page.getByLabel('Tags to give the ticked rows').fill('good');
    await page.getByRole('button', { name: 'Tag', exact: true }).click();
    expect(await undo.innerText()).toContain('2 trials of 2 sweeps were tagged anew.');
    expect(await page.locator('tr:has(.tag)').evaluateAll((all) => all.map(({ id }) => id))).toEqual([
      'row-2-2',
      'row-1-1',
    ]);
    await undo.getByRole('button').click();
    expect(await page.locator('.tag').count()).toBe(0);
    await tick();
    await page.getByRole('button', { name: 'Hide' }).click();
    expect(await ids()).not.toContain('1-1');
    await undo.getByRole('button').click();
    await tick();
    await page.getByRole('button', { name: 'Delete' }).click();
    expect(await ids()).not.toContain('2-2');
    expect((await undo.allInnerTexts()).join()).toMatch(
      /first: Trial 1 was deleted[\s\S]*digits: Trial 2 was deleted/,
    );
    await undo.first().getByRole('button').click();
    await page.goBack();
    expect(page.url()).toContain('/trials');
  });

  it('are named with their sweep where they were hidden', async () => {
    const { writer, get, post } = await openDashboard();
    fourSweeps(writer());
    await post('/trials/change?by=trial', { change: 'hide', trials: '1/1' });
    expect((await get('/trials')).text).toContain('>first: Trial 1 was hidden.<');
    expect((await get('/sweeps/1')).text).toContain('>Trial 1 was hidden.<');
  });

  it('are changed all or none', async () => {
    const { post, get } = await trialsPage();
    const refused = await post('/trials/change?by=trial', { change: 'hide', trials: '1/1, 2/99' });
    expect(refused.status).toBe(404);
    expect(refused.text).toContain('The sweep digits has no trial 99; nothing was changed.');
    expect((await post('/trials/change?by=trial', { change: 'hide', trials: '1' })).text).toContain(
      '2/7 is trial 7 of sweep 2',
    );
    // The trial of the program runs.
    expect((await post('/trials/change?by=trial', { change: 'delete', trials: '1/1 4/4' })).status).toBe(400);
    expect((await get('/trials')).text).toContain('id="row-1-1"');
    expect((await get('/trials/change')).headers.get('content-type')).toContain('html');
  });

  it('are a file with the sweep of each row, in the order of the view', async () => {
    const { get, url, page } = await trialsPage('trials?where=rank=1');
    const link = await page
      .getByRole('link', { name: 'All trials of this view as CSV' })
      .getAttribute('href');
    const { text, headers } = await get(link!);
    expect(headers.get('content-disposition')).toContain('trials.csv');
    const [heads, ...lines] = text
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));
    expect(heads!.slice(0, 5)).toEqual(['rank', 'sweep', 'sweepId', 'trials', 'state']);
    expect(lines.map((cells) => cells.slice(0, 5))).toEqual([
      ['1', 'of a program', '4', '3', 'completed'],
      ['1', '<b>third</b>', '3', '1', 'completed'],
      ['1', 'digits', '2', '2', 'completed'],
      ['1', 'first', '1', '1', 'completed'],
    ]);
    expect(heads).toContain('val_accuracy');
    expect(url).toBeTruthy();
  });

  it('appear as they are planned, and keep what is ticked', async () => {
    const { page, db, ids } = await trialsPage('trials', true);
    await page.getByLabel('Compare trial 1/1', { exact: true }).check();
    const late = begin(db, { name: 'late', identity: 'late' });
    const [trial] = late.planTrials([planned({ units: 3 })], [7]);
    complete(late, trial!, 0.66);
    await page.locator('#row-5-1', { hasText: '0.6600' }).waitFor();
    expect(await page.locator('.facts').innerText()).toBe('13 trials of 5 sweeps');
    expect((await ids())[0]).toBe('5-1');
    expect(await page.getByLabel('Compare trial 1/1', { exact: true }).isChecked()).toBe(true);
  });
});
