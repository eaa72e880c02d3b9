import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { accuracyInterval } from '../../src/analysis/index.ts';
import { leaderboard } from '../../src/store/index.ts';
import { begin, complete, epoch, fail, planned } from '../store/sweeps.ts';
import { filled, finishedSweep, noisePictures, oneTrial, rendered } from './reports.ts';

describe('a report', () => {
  it('is a page that needs nothing else: no script, no other host, its one style sheet by its hash', async () => {
    const { html, elements } = await rendered(filled(finishedSweep), noisePictures());
    expect(html).not.toMatch(/<script|javascript:|https?:|\bon\w+="|style="|@import|url\((?!#)/i);
    const style = elements.find(({ name }) => name === 'style')!.text;
    const sheet = /<style>([\s\S]*?)<\/style>/.exec(html)![1]!;
    expect(style).not.toBe('');
    const policy = elements.find(({ attributes }) => attributes['http-equiv'])!.attributes.content;
    const hash = createHash('sha256').update(sheet).digest('base64');
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    for (const { attributes } of elements.filter(({ name }) => name === 'img')) {
      expect(attributes.src).toMatch(/^data:image\/png;base64,/);
      expect(attributes.alt).not.toBe('');
    }
  });

  it('has headings in order, and every id once, with all that its contents lead to', async () => {
    const { elements } = await rendered(filled(finishedSweep), noisePictures());
    const levels = elements.flatMap(({ name }) => (/^h\d$/.test(name) ? Number(name[1]) : []));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of levels.entries())
      expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    const ids = elements.flatMap(({ attributes }) => attributes.id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const links = elements
      .flatMap(({ attributes }) => attributes.href ?? [])
      .filter((href) => href !== 'data:,');
    expect(links.length).toBeGreaterThan(10);
    for (const link of links) expect(ids).toContain(link.slice(1));
  });

  it('says what the database says of the winner and of the ranking', async () => {
    const db = filled(finishedSweep);
    const { section } = await rendered(db);
    const rows = leaderboard(db, 1);
    const [best] = rows;
    expect(best).toMatchObject({ parameters: { model: 'cnn', optimizer: 'adam' }, replicates: 2 });
    const mean = `${best!.mean!.toFixed(4)} ± ${best!.std!.toFixed(4)}`;
    expect(section('verdict')).toContain('Of 9 configurations, trials 7–8 (');
    expect(section('verdict')).toContain(mean);
    const { low, high } = accuracyInterval(4, 5);
    expect(section('winner')).toContain(
      `80.00 % (4 of 5 images), 95 % interval ${(100 * low).toFixed(2)} % to ${(100 * high).toFixed(2)} %`,
    );
    for (const row of rows.filter(({ rank }) => rank !== null)) {
      expect(section('leaderboard')).toContain(row.mean!.toFixed(4));
    }
    expect(section('tried')).toMatch(/trials ?20/);
    expect(section('failures')).toContain('The loss became NaN.');
    expect(section('again')).toMatch(/sweep export [^ ]+ --format keras/);
  });

  it('never says more than the test images do: equal predictions decide nothing', async () => {
    const { section } = await rendered(filled(finishedSweep));
    expect(section('verdict')).toContain(
      'It cannot be told from all of the other 8 by these seeds and images',
    );
    expect(section('verdict')).not.toContain('it is better than');
    expect(section('comparison')).toContain('do not tell cnn and ann apart: they are equal');
  });

  it('says where another one does better on the test images than what ranks first', async () => {
    const images = 400;
    const truth = new Uint16Array(images);
    const db = filled((open) => {
      const sweep = begin(open);
      const [first, second] = sweep.planTrials([planned({}), planned({ optimizer: 'sgd' })], [7]);
      sweep.recordShared({ labels: { validation: truth, test: truth } });
      const wrong = truth.map((_, index) => Number(index < 40));
      complete(sweep, first!, 0.9, { predictions: { validation: truth, test: wrong } });
      complete(sweep, second!, 0.8, { predictions: { validation: truth, test: truth } });
      sweep.end('completed');
    });
    const { section } = await rendered(db);
    expect(section('verdict')).toContain(
      'Better than it by these images, though not by val_accuracy, which ranks, is the other one (trial 2).',
    );
    expect(section('leaderboard')).toContain('ahead');
  });

  it('shows the mistakes as pictures where they are at hand, and says why where not', async () => {
    const db = filled(oneTrial);
    const shown = await rendered(db, noisePictures());
    const pictures = shown.elements.filter(({ name }) => name === 'img');
    expect(pictures.map(({ attributes }) => attributes.alt)).toEqual(['Test image 4, of boot']);
    const missing = await rendered(db);
    expect(missing.elements.filter(({ name }) => name === 'img')).toEqual([]);
    expect(missing.section('mistakes')).toContain(
      'The pictures are not shown: The dataset is not on this machine.',
    );
    expect(missing.section('mistakes')).toMatch(/4 ?boot ?coat ?90 %/);
  });

  it('is the same again', async () => {
    const db = filled(finishedSweep);
    const [first, second] = [await rendered(db, noisePictures()), await rendered(db, noisePictures())];
    expect(second.html).toBe(first.html);
    expect(second.markdown).toEqual(first.markdown);
  });

  it('is about what a filter keeps, and refuses one that keeps nothing', async () => {
    const db = filled(finishedSweep);
    const { section, text } = await rendered(db, undefined, { where: 'model=ann' });
    expect(text).toContain('Only configurations with model=ann are looked at.');
    expect(section('verdict')).toContain('stands before it on the leaderboard of the whole sweep');
    expect(section('leaderboard')).not.toContain('cnn');
    await expect(rendered(db, undefined, { where: 'optimizer=lion' })).rejects.toMatchObject({
      code: 'filter_invalid',
      hint: expect.stringContaining('optimizer is'),
    });
  });
});

describe('a report of a sweep that is not done', () => {
  it('says before all how far it is', async () => {
    const db = filled((open) => {
      const sweep = begin(open);
      const [done, running] = sweep.planTrials(
        [planned({}), planned({ optimizer: 'sgd' }), planned({ units: 3 })],
        [7],
      );
      sweep.recordShared({ labels: { validation: Uint16Array.of(0), test: Uint16Array.of(0, 1, 2, 0, 2) } });
      complete(sweep, done!, 0.7);
      sweep.startTrial(running!, 1);
      sweep.recordSteps([{ ...running!, ...epoch(1, 0.5) }]);
    });
    const { text, section } = await rendered(db);
    expect(text).toContain('A report of 1 of 3 trials so far on fashion-mnist, still running');
    expect(text).toContain('The sweep is still running: what comes first may change.');
    expect(section('verdict')).toContain('One configuration alone has come to an end');
  });

  it('says that nothing was planned, that all failed, or that one trial is all there is', async () => {
    const empty = await rendered(filled((db) => begin(db).end('interrupted')));
    expect(empty.section('verdict')).toContain('no trial of this sweep was planned');
    const failed = await rendered(
      filled((db) => {
        const sweep = begin(db);
        for (const trial of sweep.planTrials([planned({}), planned({ units: 2 })], [7])) fail(sweep, trial);
        sweep.end('completed');
      }),
    );
    expect(failed.section('verdict')).toContain('all 2 trials failed');
    expect(failed.section('winner')).toBeUndefined();
    expect(failed.section('failures')).toContain('2 trials that failed');
    const one = await rendered(filled(oneTrial));
    expect(one.section('verdict')).toContain('nothing to rank it against: trial 1');
    expect(one.section('comparison')).toBeUndefined();
    expect(one.section('parameters')).toBeUndefined();
  });
});

describe('a report of special datasets', () => {
  const dataset = {
    name: 'drawn',
    fingerprint: 'f00d',
    trainCount: 12,
    testCount: 5,
    synthetic: false,
  };

  it('says SYNTHETIC before any number, and how a sweep that selects by the test set flatters', async () => {
    const db = filled((open) =>
      oneTrial(open, {
        dataset: {
          ...dataset,
          synthetic: true,
          input: { shape: [6, 6, 1], classes: 3 },
          classNames: ['a', 'b', 'c'],
        },
        validation: { kind: 'test' },
      }),
    );
    const { elements, markdown } = await rendered(db);
    const banners = elements
      .filter(({ attributes }) => attributes.class === 'banner')
      .map(({ text }) => text);
    expect(banners[0]).toContain('SYNTHETIC dataset.');
    expect(banners[1]).toContain('Validated on the test set');
    expect(markdown.text.split('\n## ')[0]).toContain('**SYNTHETIC dataset.**');
  });

  it.each([
    [20, 'figure'],
    [100, 'list'],
  ])('shows %i classes as a %s', async (classes, as) => {
    const input = { shape: [6, 6, 3], classes } as const;
    const classNames = Array.from({ length: classes }, (_, label) => `kind ${label}`);
    const { section, elements } = await rendered(
      filled((open) => oneTrial(open, { dataset: { ...dataset, input, classNames } })),
      { shape: [6, 6, 3], bytes: new Uint8Array(5 * 108).fill(200) },
    );
    const drawn = elements.some(({ attributes }) => attributes['aria-label']?.startsWith('Confusion matrix'));
    expect(drawn).toBe(as === 'figure');
    expect(section('classes')).toContain('kind 2');
    expect(section('classes')?.includes('20 of 100 classes with the lowest F1')).toBe(as === 'list');
    expect(elements.filter(({ name }) => name === 'img')).toHaveLength(1);
  });

  it('shows names and notes as they are, whatever they hold', async () => {
    const nasty = [
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      '| `a` | [b](http://c) **d** \u202e\u0007&amp;',
    ];
    const name = `</title><b>"'&`;
    const db = filled((open) =>
      oneTrial(open, {
        name,
        specText: `name: ${JSON.stringify(name)}\ndescription: "</p><script>x()</script> | \`y\`"\nmethod: grid\n# </code></pre><script>\n# \`\`\`\n`,
        dataset: { ...dataset, name: nasty[0]!, input: { shape: [6, 6, 1], classes: 3 }, classNames: nasty },
      }),
    );
    const { html, elements, text, markdown } = await rendered(db, noisePictures());
    expect(elements.find(({ name: tag }) => tag === 'h1')!.text).toBe(name);
    expect(html).not.toMatch(/<script|onerror=alert\(1\)>/);
    for (const deceiving of ['\u202e', '\u0007']) expect(html + markdown.text).not.toContain(deceiving);
    expect(text).toContain('</p><script>x()</script> | `y`');
    for (const [index, shown] of [
      ...nasty.slice(0, 2),
      '| `a` | [b](http://c) **d** \\u202e\\x07&amp;',
    ].entries())
      expect(text, String(index)).toContain(shown);
    const bare = markdown.text.replaceAll(/(`{3,})yaml\n[\s\S]*?\n\1\n/g, '').replaceAll(/`[^`\n]*`/g, '');
    expect(bare).not.toMatch(/(?<!\\)</);
    const tables = markdown.text.split('\n').filter((line) => line.startsWith('|'));
    const columns = (line: string) => line.split(/(?<!\\)\|/).length;
    for (const [index, line] of tables.entries()) {
      if (/^\| :?-/.test(line)) expect(columns(line)).toBe(columns(tables[index - 1]!));
    }
  });
});
