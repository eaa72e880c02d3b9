import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { HUES } from '../../src/charts/palette.ts';
import { compareWithFirst, comparisonWords, readTrained } from '../../src/comparison/index.ts';
import { packageFile } from '../../src/package.ts';
import { makeReport } from '../../src/report/index.ts';
import { annotate, type Database, leaderboard } from '../../src/store/index.ts';
import type { DatasetSummary } from '../../src/trainable/network/shared.ts';
import { beginProgram, cell, report, runProgram } from '../store/programs.ts';
import { begin, complete, fail, planned } from '../store/sweeps.ts';
import { openDashboard } from './dashboard.ts';

const TRUTH = Uint16Array.of(0, 1, 2, 0, 2);

/**
 * Three trials that end at 0.9, 0.8 and 0.7, with adam, sgd and sgd; the first two disagree on images 1, 3
 * and 4.
 */
function threeTrials(db: Database, name = 'three', dataset?: DatasetSummary): void {
  const sweep = begin(db, { name, ...(dataset ? { dataset } : {}) });
  const cells = [
    planned({ optimizer: 'adam' }),
    planned({ optimizer: 'sgd', units: [4, 3] }),
    planned({ optimizer: 'sgd', learning_rate: 0.1 }),
  ];
  const predicted = [TRUTH, Uint16Array.of(0, 2, 2, 1, 0), Uint16Array.of(0, 0, 0, 0, 0)];
  sweep.recordShared({ labels: { validation: TRUTH, test: TRUTH } });
  for (const [index, trial] of sweep.planTrials(cells, [7]).entries()) {
    const test = predicted[index]!;
    complete(sweep, trial, 0.9 - index / 10, { predictions: { validation: test, test } });
  }
}

const other: DatasetSummary = {
  name: 'kuzushiji',
  synthetic: false,
  fingerprint: 'other',
  input: { shape: [6, 6, 1], classes: 3 },
  classNames: ['a', 'b', 'c'],
  trainCount: 12,
  testCount: 5,
};

describe('two trials side by side', () => {
  it('show what differs, what is the same, and which metrics are best', async () => {
    const { get, writer } = await openDashboard();
    threeTrials(writer());
    const { text, status } = await get('/sweeps/1/compare?trials=1,2');
    expect(status).toBe(200);
    expect(text).toMatch(
      /parameters that differ[\s\S]*optimizer<\/th><td>adam<\/td><td>sgd<\/td>[\s\S]*units<\/th><td>4<\/td><td>\[4, 3\]<\/td>[\s\S]*parameters that are the same<\/summary>[\s\S]*batch_size/i,
    );
    expect(text).toMatch(
      /val_accuracy<\/th><td class="number"><span class="winner">best<\/span> <strong>0\.9000<\/strong><\/td><td class="number">0\.8000/,
    );
    expect(text).toMatch(
      /val_loss<\/th><td class="number"><span class="winner">best<\/span> <strong>0\.2000/,
    );
  });

  it('fold what only some have where nobody varied it', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer());
    const cells = [planned({ filters: 8 }, 'cnn'), planned({ filters: 16 }, 'cnn'), planned({})];
    sweep.planTrials(cells, [7]);
    const { text } = await get('/sweeps/1/compare?trials=1,3');
    const named = (label: RegExp) =>
      [...(label.exec(text)?.[0] ?? '').matchAll(/<th scope="row">(.*?)<\/th>/g)].map(([, name]) => name);
    expect(named(/aria-label="Parameters that differ"[\s\S]*?<\/table>/)).toEqual(['model', 'filters']);
    expect(named(/\d parameters that only some of them have<\/summary>[\s\S]*?<\/table>/)).toContain(
      'kernel_size',
    );
    expect(named(/parameters that are the same<\/summary>[\s\S]*?<\/table>/)).toContain('optimizer');
  });

  it('show what they predict differently on the test set, with the tests in words', async () => {
    const { get, writer } = await openDashboard();
    threeTrials(writer());
    const { text } = await get('/sweeps/1/compare?trials=1,2');
    expect(text).toContain('A is right on 100.00 % of the images, B on 40.00 %: +60.00 points for A');
    expect(text).toContain('Of the 3 images that one alone gets right, 3 go to A and 0 to B');
    expect(text).toContain('with probability 0.250 (McNemar');
    expect(text).toMatch(/A right<\/th><td class="number">2<\/td><td class="number">3<\/td>/);
    expect(text).toMatch(
      /coat<\/th><td class="number"><span class="tone-none">0<\/span>.*tone-good">\+1<.*tone-good">−1</,
    );
    expect(text).toContain('predicted differently (3)');
    const captions = [...text.matchAll(/<figcaption>([\s\S]*?)<\/figcaption>/g)].map(([, caption]) =>
      caption!.replace(/<[^>]*>/g, '').replace(/\s+/g, ' '),
    );
    expect(captions).toEqual([
      'coat A → coat 78 % B → boot 78 % #1',
      'shirt A → shirt 35 % B → coat 35 % #3',
      'boot A → boot 90 % B → shirt 90 % #4',
    ]);
    expect(text).toMatch(/A<\/a> .*class="right">coat[\s\S]*B<\/a> .*class="wrong">boot/);
    expect(text).toContain('href="/sweeps/1/trials/2/try?image=4" aria-label="Try B on image 4"');
    expect(text).toContain('The pictures are not shown: This server looks for no datasets.');
    expect((await get('/sweeps/1/compare?trials=1,2&images=only-b')).text).toContain('There are none');
  });

  it('page through the images', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer());
    const truth = new Uint16Array(120);
    sweep.recordShared({ labels: { validation: truth, test: truth } });
    for (const [index, trial] of sweep.planTrials([planned({}), planned({ units: 3 })], [7]).entries()) {
      const test = truth.map(() => index);
      complete(sweep, trial, 0.5, { predictions: { validation: test, test } });
    }
    const second = (await get('/sweeps/1/compare?trials=1,2&page=2')).text;
    expect(second).toMatch(
      /rel="prev" href="\?trials=1,2#images"[\s\S]*page 2 of 5, 120 images[\s\S]*page=3#images/,
    );
    expect((await get('/sweeps/1/compare?trials=1,2&page=99')).text).toContain('page 5 of 5');
  });

  it('say when no test set can be held against the other', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer());
    const [first, second] = sweep.planTrials([planned({}), planned({ units: 3 })], [7]);
    complete(sweep, first!, 0.5);
    fail(sweep, second!);
    const { status, text } = await get('/sweeps/1/compare?trials=1,2');
    expect(status).toBe(200);
    expect(text).toContain('predictions are stored when a trial completes');
  });
});

describe('a comparison', () => {
  it('has the curves of all trials in one picture, of the metric of a link', async () => {
    const { get, writer } = await openDashboard();
    threeTrials(writer());
    const { text } = await get('/sweeps/1/compare?trials=1,2,3&metric=loss');
    const [picture] = /\/sweeps\/1\/compare\/loss\.svg\?trials=1\/1,1\/2,1\/3/.exec(text)!;
    expect(text).toContain('href="?trials=1,2,3&amp;metric=val_loss#curves"');
    const { headers, text: svg } = await get(picture);
    expect(headers.get('content-type')).toMatch(/^image\/svg\+xml/);
    expect(svg.match(/stroke-dasharray/g)!.length).toBeGreaterThan(1);
    for (const letter of ['A', 'B', 'C']) expect(svg).toContain(`>${letter}</text>`);
    expect((await get('/sweeps/1/compare/f1.svg?trials=1,2')).status).toBe(404);
  });

  it('takes what a form of checkboxes sends', async () => {
    const { get, writer } = await openDashboard();
    threeTrials(writer());
    const form = '/sweeps/1/compare?trials=1&trials=3&trials=2,1/1';
    const { headers, status } = await get(form, { redirect: 'manual' });
    expect([status, headers.get('location')]).toEqual([302, '/sweeps/1/compare?trials=1,3,2,1/1']);
    expect((await get('/sweeps/1/compare?trials=1&trials=3&trials=')).text).toContain(
      '<h1>2 trials of three',
    );
  });

  it.each([
    ['', /takes 2 to 8 different trials; none was chosen/],
    ['trials=2', /one was chosen/],
    ['trials=2,2', /one was chosen/],
    ['trials=1,2,3,4,5,6,7,8,9', /9 were chosen/],
  ])('takes two to eight trials, not "%s"', async (query, message) => {
    const { get, writer } = await openDashboard();
    threeTrials(writer());
    const { status, text } = await get(`/sweeps/1/compare?${query}`);
    expect(status).toBe(400);
    expect(text).toMatch(message);
    expect(text).toMatch(/<a href="\/sweeps\/1">three<\/a>[\s\S]*tick the rows[\s\S]*name="trials"/);
  });

  it('takes trials of another sweep on the same data, and says why not of another dataset', async () => {
    const { get, writer } = await openDashboard();
    const db = writer();
    threeTrials(db, 'first');
    threeTrials(db, 'second');
    threeTrials(db, 'third', other);
    const { text } = await get('/sweeps/1/compare?trials=1,2/3');
    expect(text).toMatch(/trial 1 of first[\s\S]*trial 3 of second/);
    const refused = await get('/sweeps/1/compare?trials=1,3/1');
    expect(refused.status).toBe(400);
    expect(refused.text).toContain(
      'Different datasets trained trial 1 of first and trial 1 of third: fashion-mnist and kuzushiji.',
    );
    expect((await get('/sweeps/1/compare?trials=1,99')).status).toBe(404);
  });
});

describe('groups side by side', () => {
  it('are the best trial of each and where all of them lie', async () => {
    const { get, writer } = await openDashboard();
    threeTrials(writer());
    const { text } = await get('/sweeps/1/compare?by=optimizer&values=sgd,adam');
    expect(text).toMatch(
      /A<\/strong>\s*<a href="\/sweeps\/1\/trials\/2"[\s\S]*B<\/strong>\s*<a href="\/sweeps\/1\/trials\/1"/,
    );
    expect(text).toMatch(
      /sgd<\/th><td class="number">2<\/td><td class="number">0\.8000<\/td><td class="number">0\.7500<\/td><td class="number">0\.7500<\/td><td class="number">0\.7000 – 0\.8000/,
    );
    expect((await get('/sweeps/1/compare?by=optimizer')).text).toContain('Groups by optimizer');
    const lists = await get('/sweeps/1/compare?by=units&values=[4,3],4');
    expect(lists.text).toMatch(/\[4, 3\]<\/th>[\s\S]*4<\/th>/);
  });

  it('are told apart by spaces in their values, too', async () => {
    const { get, writer } = await openDashboard();
    const sweep = beginProgram(writer());
    const cells = ['a b', 'ab'].map((kind) => cell({ kind }));
    for (const trial of sweep.planTrials(cells, [7]))
      runProgram(sweep, trial, report(1, { score: trial.number }));
    const grouped = (await get('/sweeps/1?group=kind')).text;
    const [, link] = /href="([^"]*compare\?by=kind[^"]*)"/.exec(grouped)!;
    const { status, text } = await get(link!.replaceAll('&amp;', '&'));
    expect(status).toBe(200);
    for (const kind of ['a b', 'ab']) expect(text).toContain(`>${kind}</th>`);
  });

  it('get the verdicts of `sweep compare`, of the rows that pass a filter, and what is known of each', async () => {
    const { get, writer } = await openDashboard();
    const db = writer();
    threeTrials(db);
    const rows = leaderboard(db, 1);
    const trained = ['adam', 'sgd'].map((optimizer) => {
      const row = rows.find(({ parameters }) => parameters.optimizer === optimizer)!;
      return readTrained(db, `optimizer=${optimizer}`, row);
    });
    const [comparison] = compareWithFirst(trained);
    const { verdict, reasons } = comparisonWords(comparison!);
    const { text } = await get('/sweeps/1/compare?by=optimizer&values=sgd,adam');
    for (const words of [verdict, ...reasons]) expect(text).toContain(words.replaceAll("'", '&#39;'));
    expect(text).toContain('Configurations tried: optimizer=sgd in 2 and optimizer=adam in 1. Of 1 each,');
    expect(text).toMatch(/test_accuracy<\/th><td class="number">0\.4000<\/td><td class="number">1\.0000/);
    // The class in which they differ most comes first.
    expect(text).toMatch(
      /points apart<\/th>[\s\S]*?coat<\/th><td class="number">0\.0 %<\/td><td class="number">100\.0 %<\/td><td class="number">100\.0/,
    );
    const filtered = await get(
      '/sweeps/1/compare?by=optimizer&where=trial%20%3E%3D%201%20and%20val_accuracy%20!%3D%200.8',
    );
    expect(filtered.text).toContain('optimizer=sgd in 1');
    expect((await get('/sweeps/1/compare?trials=1,2')).text).not.toContain('Configurations tried');
  });

  it('name commands as code, and count hidden configurations beside what was tried', async () => {
    const { get, writer } = await openDashboard();
    const db = writer();
    const sweep = beginProgram(db);
    const cells = ['adam', 'sgd', 'sgd', 'sgd'].map((optimizer, index) => cell({ optimizer, index }));
    const [first, second, third, fourth] = sweep.planTrials(cells, [3]);
    for (const trial of [first!, second!, fourth!])
      runProgram(sweep, trial, report(1, { score: trial.number }));
    runProgram(sweep, third!, report(1, { score: Number.NaN }));
    annotate(db, { sweepId: 1, trial: 4 }, { hidden: true });
    const { text } = await get('/sweeps/1/compare?by=optimizer');
    expect(text).toContain('(<code>sweep confirm</code>, or <code>replicates</code> of the spec)');
    expect(text).toContain(
      'optimizer=sgd in 2 (1 without a value) and optimizer=adam in 1. 1 hidden configuration is left out.',
    );
  });

  it('have what the best of each takes, as the report has it', async () => {
    const { get, writer } = await openDashboard({ exportedBytes: () => 12_345 });
    const db = writer();
    threeTrials(db);
    const { text } = await get('/sweeps/1/compare?by=optimizer');
    const cells = (cell: string) => `<td class="number">${cell}</td><td class="number">${cell}</td>`;
    expect(text).toContain(`epochs to the best</th>${cells('2')}`);
    expect(text.match(/>latency<\/th>/g)).toHaveLength(2);
    expect(text).toContain(`exported bytes</th>${cells('12,345')}`);
    const said = 'The exported file is the best training’s model.safetensors.';
    expect(text).toContain(said);
    const pictures = async () => ({ missing: 'None.' });
    const { sections } = await makeReport(db, {}, pictures, () => 12_345);
    const { blocks } = sections.find(({ id }) => id === 'comparison')!;
    expect(blocks[1]).toMatchObject({
      caption: expect.stringContaining(said),
      rows: [
        ['adam', '2', '0.25ms', '12,345'],
        ['sgd', '2', '0.25ms', '12,345'],
      ],
    });
  });

  it('say what there is where a group does not exist or is alone', async () => {
    const { get, writer } = await openDashboard();
    threeTrials(writer());
    const unknown = await get('/sweeps/1/compare?by=optimizer&values=adam,lion');
    expect(unknown.status).toBe(400);
    expect(unknown.text).toContain('The values of optimizer are: adam, sgd.');
    expect((await get('/sweeps/1/compare?by=batch_size')).text).toContain('takes 2 to 8 groups; there are 1');
    for (const by of ['colour', '__proto__', 'toString']) {
      const { status, text } = await get(`/sweeps/1/compare?by=${by}`);
      expect(status).toBe(400);
      expect(text).toContain(`There is no column &quot;${by}&quot;.`);
    }
  });
});

test('the colours of charts are those of the marks beside them', () => {
  const css = readFileSync(packageFile('views/styles/compare.css'), 'utf8');
  for (const [index, hue] of HUES.entries()) expect(css).toContain(`.hue-${index + 1} {\n  color: ${hue};`);
});
