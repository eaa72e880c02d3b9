import { describe, expect, it } from 'vitest';
import { requests, sweeps } from '../../src/store/schema.ts';
import { begin, complete, planned } from '../store/sweeps.ts';
import { openDashboard, seed } from './dashboard.ts';

/** Linux assigns no id above 4194304. */
const NO_PROCESS = 4_999_999;

describe('the steering of a sweep', () => {
  it('shows what can be asked, what was asked, and when it was taken up', async () => {
    const { get, post, writer } = await openDashboard();
    const { sweep } = seed(writer());
    expect((await get('/sweeps/1')).text).toMatch(
      /value="pause_sweep"[^>]*>Pause[\s\S]*value="stop_sweep"[^>]*>Stop/,
    );
    await post('/sweeps/1/requests', { kind: 'stop_trial', trial: '4' });
    const waiting = (await get('/sweeps/1')).text;
    expect(waiting).toMatch(/Stop trial 4[\s\S]*dashboard[\s\S]*class="request waiting">waiting/);
    const [request] = sweep.openRequests();
    sweep.answerRequest(request!.id, { accepted: true, outcome: 'It ends at its next step.' });
    const taken = (await get('/sweeps/1')).text;
    expect(taken).toMatch(
      /Stop trial 4[\s\S]*<td><time datetime="\d{4}-[^"]*">[\d:]+<\/time><\/td>[\s\S]*next step/,
    );
    expect(taken).not.toContain('request waiting');
  });

  it('tells of the last request while that is news: until a minute after its answer, or the next run', async () => {
    const { get, post, writer } = await openDashboard();
    const db = writer();
    const { sweep } = seed(db);
    const latest = async () => /<span id="latest">(.*?)<\/span>/.exec((await get('/sweeps/1')).text)?.[1];
    const answeredAt = (takenAtMs: number) =>
      db.write((orm) => orm.update(requests).set({ takenAtMs }).run());
    expect(await latest()).toBeUndefined();
    await post('/sweeps/1/requests', { kind: 'pause_sweep' });
    expect(await latest()).toMatch(/^Last request: Pause the sweep, waiting since /);
    sweep.answerRequest(sweep.openRequests()[0]!.id, { accepted: true, outcome: 'No further trial starts.' });
    expect(await latest()).toMatch(/^Last request: Pause the sweep, accepted at /);
    const now = Date.now();
    db.write((orm) =>
      orm
        .update(sweeps)
        .set({ startedAtMs: now - 600_000 })
        .run(),
    );
    answeredAt(now - 120_000);
    expect(await latest()).toBe('Earlier requests');
    expect((await get('/sweeps/1')).text).toContain('No further trial starts.');
    answeredAt(now - 30_000);
    expect(await latest()).toMatch(/^Last request/);
    db.write((orm) =>
      orm
        .update(sweeps)
        .set({ startedAtMs: now - 10_000 })
        .run(),
    );
    expect(await latest()).toBe('Earlier requests');
    answeredAt(now - 120_000);
    sweep.end('interrupted');
    expect(await latest()).toBe('Earlier requests');
  });

  it('offers to go on where it is paused', async () => {
    const { get, writer } = await openDashboard();
    const { sweep } = seed(writer());
    sweep.setPaused(true);
    const { text } = await get('/sweeps/1');
    expect(text).toMatch(/class="state running">paused[\s\S]*value="resume_sweep"[^>]*>Resume/);
    expect(text).not.toContain('value="pause_sweep"');
  });

  it('offers a higher run cap where the sweep has one, from what was asked last', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer(), { specJson: '{"runCap":20}' });
    expect((await get('/sweeps/1')).text).toMatch(/name="run_cap" type="number" min="21" max="100000"/);
    sweep.raiseRunCap(30);
    expect((await get('/sweeps/1')).text).toMatch(/min="31"/);
  });

  it('says that there is nothing to steer where no process runs the sweep', async () => {
    const { get, post, writer } = await openDashboard();
    const { sweep } = seed(writer());
    await post('/sweeps/1/requests', { kind: 'stop_sweep' });
    sweep.end('interrupted');
    const { text } = await get('/sweeps/1');
    expect(text).toMatch(
      /No process runs this sweep[\s\S]*refused<\/span> The sweep ended before it read this/,
    );
    expect(text).not.toContain('value="stop_sweep"');
  });

  it('says that nobody read a request where the process died', async () => {
    const { get, post, writer } = await openDashboard();
    const db = writer();
    seed(db);
    await post('/sweeps/1/requests', { kind: 'stop_sweep' });
    db.write((orm) => orm.update(sweeps).set({ ownerPid: NO_PROCESS }).run());
    const { text } = await get('/sweeps/1');
    expect(text).toMatch(
      /class="request unread">unread[\s\S]*No process runs the sweep; the next run of its spec answers/,
    );
  });

  it('stops one trial from its own page, while that makes sense', async () => {
    const { get, writer } = await openDashboard();
    const { sweep } = seed(writer());
    for (const trial of [4, 5])
      expect((await get(`/sweeps/1/trials/${trial}`)).text).toContain(`name="trial" value="${trial}"`);
    expect((await get('/sweeps/1/trials/1')).text).not.toContain('stop_trial');
    sweep.end('interrupted');
    expect((await get('/sweeps/1/trials/4')).text).not.toContain('stop_trial');
  });
});

describe('notes and tags', () => {
  it('are written on the page of a trial, shown there and on the leaderboard, and escaped', async () => {
    const { get, post, writer } = await openDashboard();
    seed(writer());
    const { status } = await post('/sweeps/1/trials/2/annotations', {
      note: 'odd <b>curve</b>',
      tags: 'baseline, thesis',
    });
    expect(status).toBe(303);
    const trial = (await get('/sweeps/1/trials/2')).text;
    expect(trial).toContain('<p class="note">odd &lt;b&gt;curve&lt;/b&gt;</p>');
    expect(trial).toMatch(/class="tag">baseline<[\s\S]*class="tag">thesis</);
    const board = (await get('/sweeps/1?where=tag%3Dbaseline')).text;
    expect(board.match(/<th scope="row" class="number trial">/g)).toHaveLength(1);
    expect(board).toContain('<span class="tag">thesis</span>');
    await post('/sweeps/1/annotations', { note: 'for chapter 3', tags: 'thesis' });
    expect((await get('/')).text).toContain('<span class="tag">thesis</span>');
    expect((await get('/sweeps/1')).text).toContain('for chapter 3');
  });

  it('that cannot be kept are refused with the rule', async () => {
    const { post, writer } = await openDashboard();
    seed(writer());
    const { status, text } = await post('/sweeps/1/trials/2/annotations', { tags: '<script>' });
    expect(status).toBe(400);
    expect(text).toMatch(/is no tag[\s\S]*letters, digits/);
  });
});

describe('what is hidden', () => {
  it('is left out of the leaderboard until it is asked for', async () => {
    const { get, post, writer } = await openDashboard();
    seed(writer());
    await post('/sweeps/1/trials/2/annotations', { hidden: '1' });
    const { text } = await get('/sweeps/1?where=optimizer%3Dsgd');
    expect(text).toMatch(/1 hidden, <a href="\?where=optimizer%3Dsgd&amp;hidden=1">show them/);
    expect(text).not.toContain('href="/sweeps/1/trials/2"');
    const all = (await get('/sweeps/1?hidden=1')).text;
    expect(all).toContain('href="/sweeps/1/trials/2"');
    expect(all).toMatch(/1 hidden, <a href="\?">leave them out/);
    expect((await get('/sweeps/1/trials/2')).text).toContain('rank 2');
  });

  it('may be a sweep', async () => {
    const { get, post, writer } = await openDashboard();
    seed(writer());
    await post('/sweeps/1/annotations', { hidden: '1' });
    expect((await get('/')).text).toMatch(/1 hidden[\s\S]*All sweeps are hidden/);
    expect((await get('/?hidden=1')).text).toContain('seeded</a>');
  });
});

describe('a deletion', () => {
  it('is asked for twice, takes effect at once, and is undone within a minute', async () => {
    const { get, post, writer } = await openDashboard();
    seed(writer());
    const asked = await get('/sweeps/1/trials/2/delete');
    expect(asked.text).toMatch(
      /Delete trial 2 of seeded\?[\s\S]*2 epochs[\s\S]*<button class="danger">Delete/,
    );
    expect((await get('/sweeps/1/trials/2')).status).toBe(200);
    const deleted = await post('/sweeps/1/trials/2/delete', {});
    expect([deleted.status, deleted.headers.get('location')]).toEqual([303, '/sweeps/1']);
    expect((await get('/sweeps/1/trials/2')).status).toBe(404);
    const board = (await get('/sweeps/1')).text;
    expect(board).not.toContain('href="/sweeps/1/trials/2"');
    expect(board).toMatch(
      /Trial 2 was deleted\.[\s\S]*Undo[\s\S]*possible until <time datetime="\d{4}-[^"]*">[\d: -]+<\/time>/,
    );
    const restored = await post('/sweeps/1/trials/2/restore', {});
    expect(restored.headers.get('location')).toBe('/sweeps/1/trials/2');
    expect((await get('/sweeps/1/trials/2')).text).toContain('rank 2');
    expect((await get('/sweeps/1')).text).not.toContain('was deleted');
  });

  it('takes a whole sweep, but none that runs and no trial that is trained', async () => {
    const { get, post, writer } = await openDashboard();
    const { sweep } = seed(writer());
    for (const path of ['/sweeps/1', '/sweeps/1/trials/4']) {
      expect((await get(path)).text).toContain('cannot be deleted while it runs');
      const { status, text } = await post(`${path}/delete`, {});
      expect(status).toBe(400);
      expect(text).toMatch(/is running; what is trained cannot be deleted[\s\S]*Stop it first/);
    }
    sweep.end('interrupted');
    expect((await get('/sweeps/1/delete')).text).toMatch(/Delete the sweep seeded\?[\s\S]*5 trials/);
    expect((await post('/sweeps/1/delete', {})).headers.get('location')).toBe('/');
    expect((await get('/sweeps/1')).status).toBe(404);
    expect((await get('/')).text).toMatch(/The sweep seeded was deleted[\s\S]*No sweep yet/);
    await post('/sweeps/1/restore', {});
    expect((await get('/sweeps/1')).status).toBe(200);
  });

  it('leaves the pages of the others as they are', async () => {
    const { get, post, writer } = await openDashboard();
    const sweep = begin(writer(), { name: 'many' });
    const cells = Array.from({ length: 60 }, (_, index) => planned({ units: index + 1 }));
    for (const trial of sweep.planTrials(cells, [7])) complete(sweep, trial, trial.number / 1000);
    await get('/sweeps/1');
    for (const trial of [60, 59]) await post(`/sweeps/1/trials/${trial}/delete`, {});
    const { text } = await get('/sweeps/1');
    expect(text).toMatch(/58 configurations/);
    expect(text).toContain('58/58');
  });
});
