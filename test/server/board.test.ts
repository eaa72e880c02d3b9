import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/index.ts';
import { begin, complete, epoch, fail, planned, result } from '../store/sweeps.ts';
import { openDashboard } from './dashboard.ts';

/** The titles of the columns of the leaderboard. */
function heads(html: string): string[] {
  const table = html.slice(html.indexOf('id="board"'));
  return [...table.matchAll(/<th scope="col"[^>]*>(.*?)<\/th>/g)].map(([, title]) =>
    title!.replace(/<[^>]*>/g, ''),
  );
}

function rowLinks(html: string): number[] {
  return [...html.matchAll(/<tr id="row-(\d+)"/g)].map(([, number]) => Number(number));
}

/** Two trials with adam at 0.9 and 0.7; with sgd two at 0.8 and 0.5, and one that failed. */
function fiveTrials(db: Database): void {
  const sweep = begin(db);
  const cells = [
    planned({ optimizer: 'adam' }),
    planned({ optimizer: 'adam', batch_size: 64 }),
    planned({ optimizer: 'sgd' }),
    planned({ optimizer: 'sgd', batch_size: 64 }),
    planned({ optimizer: 'sgd', batch_size: 128 }),
  ];
  const trials = sweep.planTrials(cells, [7]);
  for (const [index, value] of [0.9, 0.7, 0.8, 0.5].entries()) complete(sweep, trials[index]!, value);
  fail(sweep, trials[4]!);
}

/** The cells of the groups' rows as text, without the picture of the band. */
function groupLines(html: string): string[][] {
  const body = /aria-label="Groups by[\s\S]*?<tbody>([\s\S]*?)<\/tbody>/.exec(html)![1]!;
  return [...body.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row]) =>
    [...row!.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell]) =>
      cell!.replace(/<[^>]*>/g, '').trim(),
    ),
  );
}

describe('equal rows', () => {
  it('share a rank, on the page, in the CSV and beside a trial, and the page says which counts as the best', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer());
    const cells = [1, 2, 3, 4].map((units) => planned({ units }));
    const trials = sweep.planTrials(cells, [7]);
    for (const [index, value] of [0.8, 0.9, 0.9, 0.7].entries()) complete(sweep, trials[index]!, value);
    const { text } = await get('/sweeps/1');
    const ranks = [
      ...text.matchAll(/<tr id="row-(\d+)"( class="best")?>[\s\S]*?<td class="number rank">(.*?)<\/td>/g),
    ];
    const plain = (rank: string) => rank.replace(/<[^>]*>/g, '');
    expect(ranks.map(([, trial, best, rank]) => [trial, best !== undefined, plain(rank!)])).toEqual([
      ['2', true, '=1'],
      ['3', true, '=1'],
      ['1', false, '3'],
      ['4', false, '4'],
    ]);
    expect(text).toContain('title="2 configurations share rank 1: their val_accuracy is exactly the same"');
    expect(text).toContain('= shares its rank with others');
    expect(text).toContain('The first of them, trial 2, counts as the best.');
    expect((await get('/sweeps/1?by=trial&where=units=1')).text).toContain('2 trials share rank 1');
    const csv = (await get('/sweeps/1/leaderboard.csv?sort=trial:asc')).text.trimEnd().split('\r\n');
    expect(csv.slice(1).map((line) => line.split(',')[0])).toEqual(['3', '1', '1', '4']);
    expect((await get('/sweeps/1/trials/3')).text).toMatch(
      /rank 1[\s\S]*also rank 1: trial 2<[\s\S]*rank 3: trial 1</,
    );
    const grouped = await get('/sweeps/1?group=optimizer&sort=trial:desc');
    expect(groupLines(grouped.text)[0]![5]).toBe('2');
  });
});

describe('rows beside the best one', () => {
  it('are marked where they cannot be told from it, with a legend; equal ranks are not equal predictions', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer());
    const truth = new Uint16Array(100);
    sweep.recordShared({ labels: { validation: truth, test: truth } });
    const trials = sweep.planTrials(
      [1, 2, 3].map((units) => planned({ units })),
      [7],
    );
    const missed = [5, 60, 6];
    for (const [index, accuracy] of [0.9, 0.9, 0.8].entries()) {
      const test = truth.map((_, image) => (image < missed[index]! ? 1 : 0));
      const sure = new Uint8Array(100);
      const predictions = { validation: test, test };
      complete(sweep, trials[index]!, accuracy, {
        predictions,
        confidences: { validation: sure, test: sure },
      });
    }
    const marks = (html: string) =>
      [
        ...html.matchAll(
          /<td class="number rank">(?:<abbr class="beside"[^>]*>(.)<\/abbr> )?(?:<abbr [^>]*>=<\/abbr>)?(\d)<\/td>\s*<th/g,
        ),
      ].map(([, mark = '', rank]) => `${mark}${rank}`);
    const page = (await get('/sweeps/1')).text;
    expect(marks(page)).toEqual(['1', '1', '†3']);
    expect(page).toContain('title="cannot be told from the best by these test images">†');
    expect(page).toContain('† cannot be told from the best, trial 1, at p &lt; 0.05');
    expect(marks((await get('/sweeps/1?epoch=best')).text)).toEqual(['1', '1', '3']);
    expect((await get('/sweeps/1?epoch=best')).text).not.toContain('cannot be told');
    expect(marks((await get('/sweeps/1?by=trial&where=units=3')).text)).toEqual(['†3']);
  });
});

describe('a grouped leaderboard', () => {
  it('shows the mean of each group, best first, with what it spans, its best trial and what failed', async () => {
    const { get, writer } = await openDashboard();
    fiveTrials(writer());
    const { text } = await get('/sweeps/1?group=optimizer');
    expect(groupLines(text)).toEqual([
      ['adam', '2', '0.8000', '0.7000 – 0.9000', '', '1', '–'],
      ['sgd', '2 of 3', '0.6500', '0.5000 – 0.8000', '', '3', '1 (33 %)'],
    ]);
    expect(text).toContain('lowest to highest');
    expect(text).toContain('<a href="?where=optimizer%3Dsgd">sgd</a>');
    expect(text).toContain('/sweeps/1/compare?by=optimizer&amp;values=adam%2Csgd');
  });

  it('says whose mean it is where others ended without a number, and draws huge numbers', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer());
    const cells = [1, 2, 3, 4].map((units) => planned({ units, optimizer: units < 4 ? 'sgd' : 'adam' }));
    const values = [0.8, Number.NaN, Number.NaN, 1e308];
    for (const [index, trial] of sweep.planTrials(cells, [7]).entries())
      complete(sweep, trial, values[index]!);
    expect(groupLines((await get('/sweeps/1?group=optimizer')).text)[1]).toEqual([
      'sgd',
      '1 of 3',
      '0.8000',
      '0.8000 – 0.8000',
      '',
      '1',
      '2 without a finite value',
    ]);
    const { status, text: refused } = await get('/sweeps/1/leaderboard.csv?sort=nonsense:asc');
    expect(status).toBe(400);
    expect(refused).toContain('<h1>This view cannot be shown</h1>');
    const rows = (await get('/sweeps/1')).text;
    expect(
      rows.match(/<p class="reason completed">Ended without a finite val_accuracy\.<\/p>/g),
    ).toHaveLength(2);
    for (const [trial, expected] of [1, 2].map((number) => [number, number === 2] as const)) {
      const page = (await get(`/sweeps/1/trials/${trial}`)).text;
      expect(page.includes('<p class="warning">Ended without a finite val_accuracy.')).toBe(expected);
    }
    const last = begin(writer(), { name: 'huge', identity: 'huge' });
    for (const [index, trial] of last.planTrials(cells.slice(0, 2), [7]).entries())
      complete(last, trial, index === 0 ? 1e308 : -1e308);
    const huge = (await get('/sweeps/2?group=units')).text;
    expect(huge).toContain('<rect x="2.0"');
    expect(huge).toContain('<rect x="98.0"');
  });

  it('shows the median with quartiles, or the best', async () => {
    const { get, writer } = await openDashboard();
    fiveTrials(writer());
    const median = (await get('/sweeps/1?group=batch_size&aggregate=median')).text;
    expect(median).toContain('quartiles');
    expect(groupLines(median)[0]).toEqual(['32', '2', '0.8500', '0.8250 – 0.8750', '', '1', '–']);
    expect(groupLines(median)[2]).toEqual(['128', '1', '–', '–', '', '–', '1 (100 %)']);
    const best = (await get('/sweeps/1?group=optimizer&aggregate=best&where=batch_size%3D64')).text;
    expect(groupLines(best).map((cells) => cells[2])).toEqual(['0.7000', '0.5000']);
  });

  it('names the best of the seeds of the best configuration', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer(), { replicates: 2 });
    const trials = sweep.planTrials([planned({})], [7, 8]);
    for (const [index, trial] of trials.entries()) complete(sweep, trial, 0.8 + index / 10);
    for (const epochs of ['last', 'best']) {
      const { text } = await get(`/sweeps/1?group=optimizer&epoch=${epochs}`);
      expect(groupLines(text)[0]![5]).toBe('2');
    }
  });

  it('knows parameters by their other names', async () => {
    const { get, writer } = await openDashboard();
    fiveTrials(writer());
    expect((await get('/sweeps/1?group=initializer')).text).toContain('Grouped by kernel_initializer');
  });

  it('says what there is where there is no such column', async () => {
    const { get, writer } = await openDashboard();
    fiveTrials(writer());
    for (const [query, message] of [
      ['group=__proto__', 'There is no column &quot;__proto__&quot; to group by.'],
      ['group=colour', 'There is no column &quot;colour&quot; to group by.'],
      ['color=val_accuracy', 'There is no column &quot;val_accuracy&quot; to colour by.'],
      ['columns=loss,taste', 'There is no column &quot;taste&quot; to show.'],
    ]) {
      const { status, text } = await get(`/sweeps/1?${query}`);
      expect(status).toBe(400);
      expect(text).toContain(message);
    }
  });
});

describe('the columns of a leaderboard', () => {
  it('are those that were chosen, and the usual ones where nobody chose', async () => {
    const { get, writer } = await openDashboard();
    fiveTrials(writer());
    const usual = await get('/sweeps/1');
    expect(heads(usual.text)).toContain('test_accuracy');
    expect(heads(usual.text).slice(1, 5)).toEqual(['rank', 'trial', 'val_accuracy', 'curve']);
    const form =
      '/sweeps/1?columns=val_accuracy&columns=units&columns=test_loss&columns=replicates&columns=curve';
    const chosen = await get(form);
    expect(heads(chosen.text).slice(1)).toEqual([
      'rank',
      'trial',
      'val_accuracy',
      'units',
      'test_loss',
      'seeds',
      'curve',
    ]);
    expect(chosen.text).toMatch(/value="test_loss" checked>[\s\S]*Back to the usual view/);
    expect(chosen.text).toContain('columns=val_accuracy%2Cunits%2Ctest_loss%2Creplicates%2Ccurve');
    const boxes = [...usual.text.matchAll(/name="columns" value="(\w+)" checked/g)].map(([, key]) => key);
    expect((await get(`/sweeps/1?columns=${boxes.join(',')}`)).text).not.toContain('Back to the usual view');
  });

  it('colour rows by a text or by a number, with a legend', async () => {
    const { get, writer } = await openDashboard();
    fiveTrials(writer());
    const texts = (await get('/sweeps/1?color=optimizer')).text;
    expect(texts).toMatch(/class="legend">[\s\S]*hue-1"><\/i> adam[\s\S]*hue-2"><\/i> sgd/);
    expect(texts).toMatch(/id="row-3"[\s\S]*?class="mark hue-2"/);
    const numbers = (await get('/sweeps/1?color=batch_size&where=batch_size%3D128')).text;
    expect(numbers).toMatch(/step-1"><\/i> 32[\s\S]*step-3"><\/i> 64[\s\S]*step-5"><\/i> 128/);
    expect(numbers).toMatch(/id="row-5"[\s\S]*?class="mark step-5"/);
  });
});

describe('rows that wait to be trained', () => {
  it('are folded below those that have begun, unless all wait or the filter asks for a state', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer());
    const trials = sweep.planTrials(
      [1, 2, 3, 4].map((units) => planned({ units })),
      [7],
    );
    expect(rowLinks((await get('/sweeps/1')).text)).toEqual([1, 2, 3, 4]);
    complete(sweep, trials[1]!, 0.9);
    const folded = (await get('/sweeps/1')).text;
    expect(rowLinks(folded)).toEqual([2]);
    expect(folded).toContain('3 queued, <a href="?queued=1">show them</a>');
    expect(rowLinks((await get('/sweeps/1?queued=1')).text)).toEqual([2, 1, 3, 4]);
    expect(rowLinks((await get('/sweeps/1?where=state%3Dqueued')).text)).toEqual([1, 3, 4]);
    expect((await get('/sweeps/1/leaderboard.csv')).text.trimEnd().split('\r\n')).toHaveLength(5);
  });
});

describe('a baseline', () => {
  it('is the ticked row; others differ from it, better or worse by the goal of each metric', async () => {
    const { get, writer, url } = await openDashboard();
    const sweep = begin(writer());
    const trials = sweep.planTrials(
      [1, 2, 3].map((units) => planned({ units })),
      [7],
    );
    for (const [index, value] of [0.8, 0.9, 0.7997].entries()) complete(sweep, trials[index]!, value);
    const referer = { referer: `${url}sweeps/1?sort=trial&columns=val_accuracy,units,val_loss` };
    const chosen = await get('/sweeps/1/baseline?trials=1&trials=', { headers: referer, redirect: 'manual' });
    const address = chosen.headers.get('location')!;
    expect(address).toBe('/sweeps/1?sort=trial&baseline=1&columns=val_accuracy%2Cunits%2Cval_loss');
    const { text } = await get(address);
    const cells = (trial: number) =>
      [
        ...new RegExp(`id="row-${trial}"([\\s\\S]*?)</tr>`)
          .exec(text)![1]!
          .matchAll(/<td class="([^"]*)"( title="[^"]*")?>([^<]*)/g),
      ]
        .slice(2)
        .map(([, className, title, value]) => `${className}${title ?? ''}: ${value}`);
    expect(cells(1)[0]).toBe('number lead: 0.8000');
    expect(cells(2)[0]).toBe('number lead better title="0.9000": +0.1000');
    expect(cells(3)[0]).toBe('number lead worse title="0.7997": −0.0003');
    expect(text).toMatch(
      /Differences from <a[^>]*>trial 1<\/a> <a href="\?sort=trial&amp;columns=[^"]*" aria-label="Without/,
    );
    expect((await get('/sweeps/1?baseline=9')).text).toContain(
      'There is no trial 9 to compare the others with.',
    );
    expect((await get('/sweeps/1/baseline?trials=1&trials=2')).text).toContain(
      'A baseline is one row, not 2.',
    );
  });
});

describe('the epoch of a leaderboard', () => {
  it('is the last one, or each trial’s best where asked, which the page says', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer());
    const [falling, steady] = sweep.planTrials([planned({}), planned({ units: 3 })], [7]);
    sweep.startTrial(falling!, 0);
    sweep.recordSteps([1, 2].map((number) => ({ ...falling!, ...epoch(number, number === 1 ? 0.9 : 0.5) })));
    sweep.endTrial(falling!, { state: 'completed', result: result(falling!, { kept: epoch(2, 0.5) }) });
    complete(sweep, steady!, 0.7);
    expect(rowLinks((await get('/sweeps/1')).text)).toEqual([2, 1]);
    const { text } = await get('/sweeps/1?epoch=best');
    expect(rowLinks(text)).toEqual([1, 2]);
    expect(text).toMatch(
      /best epoch by val_accuracy, which flatters[\s\S]*best of epochs done[\s\S]*0\.9000[\s\S]*>1 of 2</,
    );
  });
});

describe('the pages of a leaderboard', () => {
  it('say which rows they show, and lead to any other page', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer());
    sweep.planTrials(
      Array.from({ length: 130 }, (_, index) => planned({ units: index + 1 })),
      [7],
    );
    const second = (await get('/sweeps/1?rows=25&page=2&sort=trial')).text;
    expect(rowLinks(second)).toEqual(Array.from({ length: 25 }, (_, index) => 26 + index));
    expect(second).toContain('26–50 of 130 configurations');
    expect(second).toMatch(/href="\?sort=trial&amp;rows=25">First<[\s\S]*rows=25&amp;page=6">Last</);
    expect(second).toMatch(
      /name="rows" value="25">[\s\S]*name="page" type="number" min="1" max="6" value="2"/,
    );
    expect((await get('/sweeps/1?rows=100&page=9')).text).toContain('101–130 of 130');
    expect(rowLinks((await get('/sweeps/1?rows=7')).text)).toHaveLength(50);
  });
});

it('says of a row over how many replicates its mean is, marks a failure beside the rank, and compares its best trial', async () => {
  const { get, writer } = await openDashboard();
  const sweep = begin(writer(), { name: 'replicates' });
  const [a, b, c, d] = sweep.planTrials([planned({ units: 2 }), planned({ units: 4 })], [7, 8]);
  complete(sweep, a!, 0.7);
  complete(sweep, b!, 0.9);
  complete(sweep, c!, 0.5);
  fail(sweep, d!);
  const { text } = await get('/sweeps/1');
  expect(text).toContain('0.5000 (1 of 2)');
  expect(text).toMatch(/class="state failed"[^>]*>failed<\/a>\s*2/);
  expect(text).toContain(`value="${b!.number}" aria-label="Compare trial ${b!.number}"`);
  expect(text).toContain(`trial ${b!.number}, the best of its 2`);
  expect((await get(`/sweeps/1/compare?trials=${b!.number},${c!.number}`)).text).toMatch(
    /mean over replicates[\s\S]*0\.8000 ± 0\.1414 \(2\)/,
  );
});
