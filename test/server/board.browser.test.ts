import { describe, expect, it } from 'vitest';
import { begin, complete, epoch, planned } from '../store/sweeps.ts';
import { useChromium } from './chromium.ts';
import { openDashboard, seed } from './dashboard.ts';

const open = useChromium();
const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

describe('in a real browser, a leaderboard', () => {
  it('is narrowed, arranged and grouped without JavaScript', async () => {
    const dashboard = await openDashboard();
    seed(dashboard.writer());
    const page = await open({ javaScriptEnabled: false });
    await page.goto(`${dashboard.url}sweeps/1`);
    await page.locator('#board').getByRole('link', { name: 'sgd' }).first().click();
    expect(await page.locator('#board tbody tr[id^="row-"]').count()).toBe(2);
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'test_loss' }).check();
    await page.locator('#columns-panel').getByRole('button', { name: 'Show' }).click();
    await page.getByRole('button', { name: 'Group, colour' }).click();
    await page.getByLabel('Colour by').selectOption('learning_rate');
    await page.locator('#arrange-panel').getByRole('button', { name: 'Show' }).click();
    expect(await page.getByRole('columnheader', { name: 'test_loss' }).count()).toBe(1);
    expect(await page.locator('.legend .mark').count()).toBeGreaterThan(1);
    expect(await page.locator('#where').inputValue()).toBe('optimizer=sgd');
    await page.getByRole('link', { name: 'Without optimizer=sgd' }).click();
    expect(await page.locator('#board tbody tr[id^="row-"]').count()).toBe(4);
    await page.getByRole('button', { name: 'Group, colour' }).click();
    await page.getByLabel('Group by').selectOption('optimizer');
    await page.locator('#arrange-panel').getByRole('button', { name: 'Show' }).click();
    await page.getByRole('link', { name: 'median' }).click();
    expect(await page.locator('#board tbody tr').count()).toBe(3);
    await page.getByRole('link', { name: 'Compare the best of each' }).click();
    expect(await page.locator('h1').textContent()).toContain('Groups by optimizer');
  });

  it('shows the usual columns of ten parameters at 1,440 pixels, and numbers that do not break', async () => {
    const dashboard = await openDashboard();
    const sweep = begin(dashboard.writer());
    const ann = planned({
      units: [512, 256, 256],
      kernel_initializer: 'he_uniform',
      dropout: 0.2,
      l2: 0.001,
    });
    const cnn = planned({ filters: 32, units: 100, optimizer: 'adam', batch_size: 128 }, 'cnn');
    const narrow = planned({ batch_normalization: true, filters: 16, activation: 'gelu' }, 'cnn');
    const trials = sweep.planTrials([ann, cnn, narrow], [7]);
    const again = sweep.planTrials([ann], [8], 1);
    for (const [at, trial] of [...trials, ...again].entries()) {
      sweep.startTrial(trial, 0);
      sweep.recordSteps([
        { ...trial, ...epoch(1, 0.5) },
        { ...trial, ...epoch(2, 0.6) },
      ]);
      complete(sweep, trial, 0.7 + at / 100);
    }
    const page = await open({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${dashboard.url}sweeps/1`);
    const table = page.getByRole('region', { name: 'Ranked configurations' });
    const titles = await table.locator('thead th').allTextContents();
    for (const title of ['curve', 'filters', 'units', 'kernel_initializer', 'batch_normalization'])
      expect(titles).toContain(title);
    expect(await table.evaluate((each) => each.scrollWidth - each.clientWidth)).toBe(0);
    const link = page.locator('#row-1 th a');
    expect([await link.textContent(), await link.getAttribute('title')]).toEqual(['1\u00A0+1', 'trials 1,4']);
    const rows = await table
      .locator('tbody tr')
      .evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
    expect(new Set(rows).size).toBe(1);
  });

  it('jumps to a page, also while rows arrive', async () => {
    const dashboard = await openDashboard();
    const sweep = begin(dashboard.writer());
    const trials = sweep.planTrials(
      Array.from({ length: 60 }, (_, index) => planned({ units: index + 1 })),
      [7],
    );
    const page = await open();
    await page.goto(`${dashboard.url}sweeps/1?rows=25&queued=1`);
    await page.getByLabel('Page', { exact: true }).fill('3');
    complete(sweep, trials[59]!, 0.9);
    await page.locator('#board tbody tr', { hasText: '0.9000' }).waitFor();
    await page.getByLabel('Page', { exact: true }).press('Enter');
    await page.getByText('51–60 of 60').waitFor();
    expect(page.url()).toContain('queued=1&rows=25&page=3');
  });

  it('finds columns, moves them by mouse and keys, saves the view by name, and goes through cells by arrows', async () => {
    const dashboard = await openDashboard();
    seed(dashboard.writer());
    const page = await open();
    await page.goto(`${dashboard.url}sweeps/1`);
    const panel = page.locator('#columns-panel');
    await page.getByRole('button', { name: 'Columns' }).click();
    await panel.getByRole('searchbox').fill('curv');
    expect(await panel.locator('li:visible').count()).toBe(1);
    await panel.getByRole('searchbox').fill('');
    const [grip, goal] = await Promise.all(
      ['training time', 'model'].map((name) =>
        panel.locator('li', { hasText: name }).first().locator('.handle').boundingBox(),
      ),
    );
    await page.mouse.move(grip!.x + 5, grip!.y + 5);
    await page.mouse.down();
    await page.mouse.move(goal!.x + 5, goal!.y + 2, { steps: 20 });
    await page.mouse.up();
    await panel.getByRole('button', { name: 'Move optimizer' }).press('ArrowUp');
    await panel.getByRole('button', { name: 'Show' }).click();
    const heads = page.locator('#board thead th');
    expect((await heads.allTextContents()).slice(3, 8)).toEqual([
      'val_accuracy',
      'curve',
      'training time',
      'optimizer',
      'model',
    ]);
    const address = page.url();
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByLabel('Save this view as').fill('time first');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.goto(`${dashboard.url}sweeps/1`);
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('link', { name: 'time first' }).click();
    expect(page.url()).toBe(address);
    await page.waitForLoadState('load');
    await page.locator('#row-1 th a').focus();
    for (const key of ['ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
    expect(await page.evaluate('document.activeElement.textContent')).toBe('sgd');
  });

  it('completes the condition of a filter that is being typed', async () => {
    const dashboard = await openDashboard();
    seed(dashboard.writer());
    const page = await open();
    await page.goto(`${dashboard.url}sweeps/1`);
    await page.locator('#where').pressSequentially('model=cnn or (opt');
    const offered = page.locator('#where-words option');
    expect(
      await offered.evaluateAll((options) => options.map((option) => option.getAttribute('value'))),
    ).toEqual([
      'model=cnn or (optimizer=adam',
      'model=cnn or (optimizer=rmsprop',
      'model=cnn or (optimizer=sgd',
      'model=cnn or (optimizer',
    ]);
  });

  it('keeps its groups live', async () => {
    const dashboard = await openDashboard();
    const { sweep } = seed(dashboard.writer());
    const page = await open();
    await page.goto(`${dashboard.url}sweeps/1?group=optimizer&aggregate=best`);
    const [again] = sweep.planTrials([planned({ optimizer: 'rmsprop' })], [7]);
    sweep.startTrial(again!, 0);
    sweep.recordSteps([{ ...again!, ...epoch(1, 0.5) }]);
    complete(sweep, again!, 0.97);
    await page.locator('#board tbody tr', { hasText: '0.9700' }).waitFor();
  });

  it.each([360, 1600])('is no wider than a window of %i pixels', async (width) => {
    const dashboard = await openDashboard();
    seed(dashboard.writer());
    const page = await open({ viewport: { width, height: 800 } });
    for (const path of [
      'color=optimizer&epoch=best',
      'group=learning_rate',
      'where=optimizer%3Dsgd+and+model%3Dann',
    ]) {
      await page.goto(`${dashboard.url}sweeps/1?${path}`);
      await page.getByRole('button', { name: 'Group, colour' }).click();
      expect(await page.evaluate(overflow)).toBe(0);
    }
  });
});
