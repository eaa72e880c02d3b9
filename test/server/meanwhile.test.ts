import { describe, expect, it } from 'vitest';
import { deleteTarget, UNDO_MS } from '../../src/store/index.ts';
import { sweepAnnotations, sweeps } from '../../src/store/schema.ts';
import { begin, complete, planned } from '../store/sweeps.ts';
import { openDashboard } from './dashboard.ts';

const CELLS = [planned({ units: 1 }), planned({ units: 2 }), planned({ units: 3 })];

/** A sweep of three completed trials that no process runs. */
async function ended() {
  const dashboard = await openDashboard();
  const db = dashboard.writer();
  const sweep = begin(db, { name: 'seeded' });
  for (const trial of sweep.planTrials(CELLS, [7])) complete(sweep, trial, 0.5 + trial.number / 10);
  sweep.end('completed');
  return {
    ...dashboard,
    db,
    runAgain: (cells = CELLS) => begin(db, { name: 'seeded' }).planTrials(cells, [7]),
  };
}

/** The fields of the first form that a page sends to an address, as a browser sends them. */
function fieldsOf(html: string, action: string): Record<string, string> {
  const form = html.slice(html.indexOf(`action="${action}"`)).split('</form>')[0]!;
  const inputs = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)];
  return Object.fromEntries(inputs.map(([, name, value]) => [name!, value!]));
}

describe('an undo', () => {
  it('after the sweep was run again says so, and leads to the trial that takes its place', async () => {
    const { get, post, runAgain } = await ended();
    await post('/sweeps/1/trials/2/delete', {});
    const undo = fieldsOf((await get('/sweeps/1')).text, '/sweeps/1/trials/2/restore');
    runAgain();
    const { status, text } = await post('/sweeps/1/trials/2/restore', undo);
    expect(status).toBe(410);
    expect(text).toMatch(/<h1>Trial 2 is gone for good<[\s\S]*Its sweep was run again/);
    expect(text).toMatch(
      /Trial 4 trains the same configuration[\s\S]*it is queued[\s\S]*href="\/sweeps\/1\/trials\/4"/,
    );
  });

  it('does not take another trial that has the number by then for the one that was deleted', async () => {
    const { get, post, db, runAgain } = await ended();
    await post('/sweeps/1/trials/3/delete', {});
    const undo = fieldsOf((await get('/sweeps/1')).text, '/sweeps/1/trials/3/restore');
    runAgain([...CELLS.slice(0, 2), planned({ units: 4 })]);
    db.write((orm) =>
      orm
        .update(sweeps)
        .set({ startedAtMs: Date.now() + 5 })
        .run(),
    );
    const { status, text } = await post('/sweeps/1/trials/3/restore', undo);
    expect(status).toBe(410);
    expect(text).toMatch(/Trial 3 is gone for good[\s\S]*That run does not train its configuration/);
  });

  it('that comes too late says so, of trials and of sweeps', async () => {
    const { get, post, db } = await ended();
    for (const path of ['/sweeps/1/trials/2', '/sweeps/1']) {
      await post(`${path}/delete`, {});
      const page = await get(path === '/sweeps/1' ? '/' : '/sweeps/1');
      const undo = fieldsOf(page.text, `${path}/restore`);
      const trial = path === '/sweeps/1' ? {} : { trial: 2 };
      deleteTarget(db, { sweepId: 1, ...trial }, Date.now() - UNDO_MS - 1);
      const { status, text } = await post(`${path}/restore`, undo);
      expect(status).toBe(410);
      expect(text).toMatch(/is gone for good[\s\S]*for a minute only[\s\S]*Running its spec again/);
    }
  });

  it('that somebody else was quicker with leads to what is restored', async () => {
    const { get, post } = await ended();
    await post('/sweeps/1/delete', {});
    const undo = fieldsOf((await get('/')).text, '/sweeps/1/restore');
    for (let time = 0; time < 2; time++) {
      const { status, headers } = await post('/sweeps/1/restore', undo);
      expect([status, headers.get('location')]).toEqual([303, '/sweeps/1']);
    }
  });
});

describe('what was deleted meanwhile', () => {
  it.each([
    ['/sweeps/1/trials/2', '/sweeps/1/trials/2'],
    ['/sweeps/1/trials/2', '/sweeps/1'],
    ['/sweeps/1', '/sweeps/1'],
  ])(
    'answers forms about %s with the way back, and keeps what was written, once %s is gone',
    async (path, gone) => {
      const { get, post } = await ended();
      await post(`${gone}/delete`, {});
      const subject = gone === '/sweeps/1' ? 'The sweep seeded' : 'Trial 2';
      for (const [action, fields] of [
        ['annotations', { note: 'a long thought' }],
        ['delete', {}],
      ] as const) {
        const { status, text } = await post(`${path}/${action}`, fields);
        expect(status).toBe(404);
        expect(text).toMatch(/Nothing was changed[\s\S]*in no list any more, but can be restored/);
        expect(text).toMatch(new RegExp(`${subject} was deleted[\\s\\S]*action="${gone}/restore"`));
        if (action === 'annotations') expect(text).toMatch(/What you wrote[\s\S]*a long thought/);
      }
      const page = await get(path);
      expect(page.status).toBe(404);
      expect(page.text).toMatch(/<h1>Deleted<[\s\S]*Undo/);
      expect(page.text).not.toContain('1970');
      const undo = fieldsOf(page.text, `${gone}/restore`);
      expect((await post(`${gone}/restore`, undo)).status).toBe(303);
      expect((await get(path)).status).toBe(200);
    },
  );

  it('answers a request to the sweep in the same way', async () => {
    const { post } = await ended();
    await post('/sweeps/1/delete', {});
    const { text } = await post('/sweeps/1/requests', { kind: 'pause_sweep' });
    expect(text).toMatch(/Nothing was changed[\s\S]*can be restored[\s\S]*Undo/);
  });

  it('for good answers forms with words', async () => {
    const { post, db } = await ended();
    db.write((orm) => {
      orm.delete(sweepAnnotations).run();
      orm.delete(sweeps).run();
    });
    for (const action of ['annotations', 'requests', 'delete', 'restore', 'trials/1/annotations']) {
      const { status, text } = await post(`/sweeps/1/${action}`, { note: 'a long thought' });
      expect(status).toBe(404);
      expect(text).toMatch(/Nothing was changed[\s\S]*There is no sweep/);
    }
  });
});

describe('a note that two people write at once', () => {
  const PATH = '/sweeps/1/trials/2/annotations';

  it('is not lost: the second one sees the first, and decides', async () => {
    const { get, post } = await ended();
    await post(PATH, { note: 'before', tags: 'old' });
    const seen = fieldsOf((await get('/sweeps/1/trials/2')).text, PATH);
    expect((await post(PATH, { ...seen, note: 'one', tags: 'old' })).status).toBe(303);
    const second = await post(PATH, { ...seen, note: 'two', tags: 'old' });
    expect(second.status).toBe(409);
    expect(second.text).toMatch(
      /Nothing was changed[\s\S]*class="note">one<[\s\S]*What you wrote[\s\S]*>two<\/textarea>/,
    );
    expect((await get('/sweeps/1/trials/2')).text).toContain('class="note">one<');
    const again = fieldsOf(second.text, PATH);
    expect((await post(PATH, { ...again, note: 'one and two', tags: 'old' })).status).toBe(303);
    expect((await get('/sweeps/1/trials/2')).text).toContain('class="note">one and two<');
  });

  it('stays where the other one changed the tags alone', async () => {
    const { get, post } = await ended();
    const seen = fieldsOf((await get('/sweeps/1/trials/2')).text, PATH);
    await post(PATH, { ...seen, note: 'a thought', tags: '' });
    await post(PATH, { ...seen, note: '', tags: 'baseline' });
    const { text } = await get('/sweeps/1/trials/2');
    expect(text).toContain('class="note">a thought<');
    expect(text).toContain('class="tag">baseline<');
  });

  it('is no conflict where both write the same, or nothing says what was seen', async () => {
    const { get, post } = await ended();
    const seen = fieldsOf((await get('/sweeps/1/trials/2')).text, PATH);
    for (let time = 0; time < 2; time++) {
      expect((await post(PATH, { ...seen, note: 'the same', tags: 'b a' })).status).toBe(303);
    }
    expect((await post(PATH, { note: 'of a program' })).status).toBe(303);
    expect((await get('/sweeps/1/trials/2')).text).toContain('class="note">of a program<');
  });
});
