import { describe, expect, it } from 'vitest';
import { annotate } from '../../src/store/index.ts';
import { begin, complete, fail, planned } from '../store/sweeps.ts';
import { openDashboard } from './dashboard.ts';

describe('a leaderboard as CSV', () => {
  it('has all rows of the view with exact numbers, and is linked from it', async () => {
    const { get, writer } = await openDashboard();
    const db = writer();
    const sweep = begin(db, { name: 'a/b "c"' });
    const trials = sweep.planTrials(
      [planned({ optimizer: 'adam' }), planned({ optimizer: 'sgd', units: [64, 32] }), planned({ units: 3 })],
      [7],
    );
    complete(sweep, trials[0]!, 1 / 3);
    complete(sweep, trials[1]!, 0.9);
    fail(sweep, trials[2]!);
    annotate(db, { sweepId: sweep.sweepId, trial: 2 }, { tags: ['late', 'good'] });
    const { text } = await get('/sweeps/1?sort=val_accuracy:asc&rows=25&columns=std');
    const href = /<a href="([^"]*leaderboard\.csv[^"]*)" download>/.exec(text)![1]!.replaceAll('&amp;', '&');
    expect(href).toBe('/sweeps/1/leaderboard.csv?sort=val_accuracy%3Aasc&rows=25');
    const { text: csv, headers, status } = await get(href);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toContain('attachment; filename=');
    const [head, ...rows] = csv.trimEnd().split('\r\n');
    expect(head!.split(',').slice(0, 4)).toEqual(['rank', 'trials', 'state', 'model']);
    expect(rows).toHaveLength(3);
    const column = (name: string) => head!.split(',').indexOf(name);
    expect(rows[0]!.split(',')[column('val_accuracy')]).toBe(String(1 / 3));
    expect(rows[1]).toContain('"[64, 32]"');
    expect(rows[1]).toContain(',good late,');
    expect(rows[2]).toMatch(/^,3,failed,/);
  });

  it('says what is wrong with a filter, and which sweeps there are not', async () => {
    const { get, writer } = await openDashboard();
    begin(writer());
    expect((await get('/sweeps/1?where=optimiser=sgd')).text).not.toContain('leaderboard.csv');
    expect((await get('/sweeps/1/leaderboard.csv?where=optimiser=sgd')).status).toBe(400);
    expect((await get('/sweeps/9/leaderboard.csv')).status).toBe(404);
  });
});
