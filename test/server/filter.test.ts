import { describe, expect, it } from 'vitest';
import { begin, complete, planned } from '../store/sweeps.ts';
import { openDashboard, seed } from './dashboard.ts';

/** Addresses of the links with a class, by their text. */
function links(html: string, marked: string): Map<string, string> {
  const found = html.matchAll(new RegExp(`<a class="${marked}[^"]*" href="([^"]*)">([^<]*)`, 'g'));
  return new Map([...found].map(([, href, text]) => [text!, href!.replaceAll('&amp;', '&')]));
}

describe('the filter of a leaderboard', () => {
  it('grows by a click on a value, and keeps the sort', async () => {
    const { get, writer } = await openDashboard();
    seed(writer());
    const first = links((await get('/sweeps/1?sort=trial:desc')).text, 'narrow').get('sgd')!;
    expect(first).toBe('?sort=trial%3Adesc&where=optimizer%3Dsgd');
    const { text } = await get(`/sweeps/1${first}`);
    expect(links(text, 'narrow').get('failed')).toBe(
      '?sort=trial%3Adesc&where=optimizer%3Dsgd+and+state%3Dfailed',
    );
  });

  it('filters by a list by a click on it', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer());
    const cells = [planned({ units: [4, 3] }), planned({ units: [4] })];
    for (const trial of sweep.planTrials(cells, [7])) complete(sweep, trial, 0.5);
    const href = links((await get('/sweeps/1')).text, 'narrow').get('[4, 3]')!;
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
});
