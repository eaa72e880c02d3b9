import { describe, expect, it } from 'vitest';
import { begin, complete, planned } from '../store/sweeps.ts';
import { openDashboard, seed } from './dashboard.ts';

/** Addresses of the links with a class, by their text. */
function links(html: string, marked: string): Map<string, string> {
  return addresses(html, `class="${marked}[^"]*"`);
}

/** Addresses of the values that lead to the rows that share them. */
function valueLinks(html: string): Map<string, string> {
  return addresses(html, '(?:class="[^"]*" )?tabindex="-1"');
}

function addresses(html: string, attributes: string): Map<string, string> {
  const found = html.matchAll(new RegExp(`<a ${attributes} href="([^"]*)">([^<]*)`, 'g'));
  return new Map([...found].map(([, href, text]) => [text!, href!.replaceAll('&amp;', '&')]));
}

describe('the filter of a leaderboard', () => {
  it('grows by a click on a value, and keeps the sort', async () => {
    const { get, writer } = await openDashboard();
    seed(writer());
    const first = valueLinks((await get('/sweeps/1?sort=trial:desc')).text).get('sgd')!;
    expect(first).toBe('?sort=trial%3Adesc&where=optimizer%3Dsgd');
    const { text } = await get(`/sweeps/1${first}`);
    expect(valueLinks(text).get('failed')).toBe(
      '?sort=trial%3Adesc&where=optimizer%3Dsgd+and+state%3Dfailed',
    );
  });

  it('filters by a list by a click on it', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer());
    const cells = [planned({ units: [4, 3] }), planned({ units: [4] })];
    for (const trial of sweep.planTrials(cells, [7])) complete(sweep, trial, 0.5);
    const href = valueLinks((await get('/sweeps/1')).text).get('[4, 3]')!;
    const { text } = await get(`/sweeps/1${href}`);
    expect(text.match(/<tr id="row-/g)).toHaveLength(1);
  });

  it('comes in pieces that go one by one, or all together', async () => {
    const { get, writer } = await openDashboard();
    seed(writer());
    const { text } = await get('/sweeps/1?where=optimizer%3Dsgd+and+model%3Dann&by=trial');
    expect(text).toContain('href="?where=model%3Dann&amp;by=trial" aria-label="Without optimizer=sgd"');
    expect(text).toContain('href="?where=optimizer%3Dsgd&amp;by=trial" aria-label="Without model=ann"');
    expect(links(text, 'clear').get('Clear the filter')).toBe('?by=trial');
    expect(text).toContain('<input type="hidden" name="by" value="trial">');
    expect((await get('/sweeps/1')).text).not.toContain('Clear the filter');
  });

  it('that no row passes says which values there are', async () => {
    const { get, writer } = await openDashboard();
    seed(writer());
    const { text } = await get('/sweeps/1?where=optimizer%3Dadm+and+model%3Dann');
    expect(text).toContain(
      'No row matches the filter. None has optimizer=adm: optimizer is adam, sgd, rmsprop.',
    );
  });

  it('finds texts in any letter case and by regular expressions, and says what was probably meant', async () => {
    const { get, writer } = await openDashboard();
    seed(writer());
    const of = async (where: string) => {
      const { text, status } = await get(`/sweeps/1?queued=1&${new URLSearchParams({ where })}`);
      return {
        status,
        text,
        rows: [...text.matchAll(/<tr id="row-(\d)/g)].map(([, trial]) => trial).join(''),
      };
    };
    const upper = await of('optimizer=ADAM');
    expect(upper.rows).toBe('14');
    expect(upper.text).toContain('optimizer is written adam, and found in any letter case.');
    const slip = await of('optimizer=adm or optimizer=sgd');
    expect(slip.rows).toBe('23');
    expect(slip.text).toContain('No row has optimizer=adm. Did you mean optimizer=adam?');
    expect((await of('optimizer=adm')).text).toContain('Did you mean optimizer=adam?');
    expect((await of('optimizer~^ada')).rows).toBe('14');
    expect((await of('(optimizer~(a|s)[dg]d$ or optimizer !~ "a|g") and epochs=2')).rows).toBe('253');
    expect((await of('optimizer=~PROP and not state~comp')).rows).toBe('5');
    expect((await of('tag~base')).rows).toBe('');
    const wrong = await of('optimizer~(ada');
    expect(wrong.status).toBe(400);
    expect(wrong.text).toMatch(/is wrong at character 11: missing closing \)/);
    expect((await of('val_accuracy~9')).text).toContain(
      'val_accuracy is a number; ~ looks for a pattern in texts',
    );
    const plain = await of('optimizer=sgd');
    expect(plain.text).not.toContain('class="quiet hint"');
    expect(plain.text).toContain('<option value="optimizer=rmsprop">');
    expect(plain.text).toMatch(
      /<option value="state=failed"><[\s\S]*<option value="val_accuracy"><[\s\S]*<\/datalist>/,
    );
  });

  it('that stands in the address several times must hold each time', async () => {
    const { get, writer } = await openDashboard();
    seed(writer());
    const { text } = await get(
      '/sweeps/1?where=optimizer%3Dsgd+or+optimizer%3Dadam&where=model%3Dcnn&by=trial',
    );
    expect(text.match(/<tr id="row-/g)).toHaveLength(1);
    expect(text).toContain('aria-label="Without model=cnn"');
    const csv = await get('/sweeps/1/leaderboard.csv?where=model%3Dann&where=optimizer%3DADAM');
    expect(csv.text.trim().split('\n')).toHaveLength(2);
  });
});

describe('an address', () => {
  it.each([
    '/sweeps/1?sort=loss&sort=accuracy',
    '/sweeps/1/charts?by=trial&by=configuration',
    '/sweeps/1/compare?by=optimizer&by=model',
    '/sweeps/1/trials/1?page=1&page=2',
    '/?hidden=1&hidden=0',
  ])('that says two things at once is refused: %s', async (path) => {
    const { get, writer } = await openDashboard();
    seed(writer());
    const { status, text } = await get(path);
    expect(status).toBe(400);
    expect(text).toMatch(/The address has \w+ 2 times: \w+, \w+\./);
  });

  it('that says a thing twice says it once', async () => {
    const { get, writer } = await openDashboard();
    seed(writer());
    const { status, text } = await get('/sweeps/1?sort=trial:asc&sort=trial:asc');
    expect(status).toBe(200);
    expect(text).toContain('<input type="hidden" name="sort" value="trial:asc">');
  });
});
