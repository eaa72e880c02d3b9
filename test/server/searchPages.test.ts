import { expect, it } from 'vitest';
import { sweepGain } from '../../src/analysis/index.ts';
import { Random } from '../../src/random.ts';
import { Boards, deleteTarget, openDatabase } from '../../src/store/index.ts';
import { begin, complete, epoch, planned, result, sweepStart } from '../store/sweeps.ts';
import { openDashboard } from './dashboard.ts';
import { tinyServices } from './tinyServices.ts';

const SPEC = `name: drawn
dataset: synthetic
method: random
run_cap: 24
parameters: {learning_rate: {min: 0.001, max: 0.1}}
`;

/** A random search of 24 learning rates. */
function drawn(db: Parameters<typeof begin>[0], count: number) {
  const random = Random.of(3, 'rates');
  const sweep = begin(db, { method: 'random', specText: SPEC });
  const cells = Array.from({ length: count }, (_, index) => planned({ learning_rate: 0.001 + index / 1000 }));
  for (const trial of sweep.planTrials(cells, [7])) complete(sweep, trial, 0.5 + random.uniform() / 5);
  return sweep;
}

it('a sweep says below its best what 20 more trials are expected to gain', async () => {
  const { get, writer } = await openDashboard();
  drawn(writer(), 24);
  const { text } = await get('/sweeps/1');
  expect(text).toMatch(
    /class="leader">.*<\/p>\s*<p class="quiet">20 more trials are expected to gain about 0\.\d{1,4} of val_accuracy; with a chance of 45 % one of them is the best\.<\/p>/,
  );
});

it('the gain is computed once for each state of the board', () => {
  const db = openDatabase(':memory:');
  const sweep = drawn(db, 20);
  const boards = new Boards(db);
  let calls = 0;
  const count = (...args: Parameters<typeof sweepGain>) => {
    calls++;
    return sweepGain(...args);
  };
  const first = boards.ofRows(sweep.sweepId, count);
  expect(boards.ofRows(sweep.sweepId, count)).toBe(first);
  expect(calls).toBe(1);
  const [trial] = sweep.planTrials([planned({ learning_rate: 0.09 })], [7]).slice(-1);
  complete(sweep, trial!, 0.9);
  expect(boards.ofRows(sweep.sweepId, count)).toMatchObject({ of: 21, best: 0.9 });
  expect(calls).toBe(2);
  db.close();
});

it('a fork names the trial that it goes on from and leads to it, until that is deleted', async () => {
  const { get, writer } = await openDashboard();
  const db = writer();
  const base = begin(db, { name: 'base/1' });
  const [trained] = base.planTrials([planned({ epochs: 2 })], [7]);
  complete(base, trained!, 0.8);
  base.end('completed');
  const ancestor = { trial: 'base/1/1', epochs: 2, seed: 7, parameters: trained!.configuration };
  const { shared } = sweepStart();
  const fork = begin(db, { name: 'fork', shared: { ...shared, fork: [ancestor] } });
  const [forked] = fork.planTrials([planned({ epochs: 4 })], [7]);
  const state = { from: { trialId: 1, attempt: 1 }, origin: { sweep: 1, trial: 1, step: 2 } };
  fork.startTrial(forked!, 0, undefined, { step: 2, elapsedMs: 2000 }, state);
  fork.recordSteps([{ ...forked!, ...epoch(3, 0.85) }]);
  fork.end('interrupted');
  const page = async () => (await get('/sweeps/2/trials/1')).text;
  const before = await page();
  expect(before).toContain(
    '<a href="/sweeps/1/trials/1">its first 2 epochs are those of trial 1 of base/1 (sweep 1)</a>',
  );
  expect(before).toContain('<dt>forked from</dt><dd><a href="/sweeps/1/trials/1">base/1/1 after epoch 2</a>');
  const { text: csv } = await get('/sweeps/2/leaderboard.csv');
  const [head, row] = csv.trimEnd().split('\r\n');
  expect(head).toMatch(/,origins,sharedEpochs$/);
  expect(row).toMatch(/,1\/1,2$/);
  expect((await get('/sweeps/1/leaderboard.csv')).text).not.toContain('origins');
  deleteTarget(db, { sweepId: 1 }, Date.now());
  const after = await page();
  expect(after).toContain('its first 2 epochs are those of trial 1 of base/1 (sweep 1), which was deleted');
  expect(after).toContain('<dd>base/1/1 after epoch 2, which was deleted</dd>');
  expect(after).not.toContain('href="/sweeps/1/trials/1"');
});

it('the time left counts epochs that trials share once', async () => {
  const { get, writer } = await openDashboard(tinyServices());
  const sweep = begin(writer());
  const cells = [planned({ optimizer: 'sgd' }), planned({ epochs: 20 }), planned({ epochs: 40 })];
  const [ended, running] = sweep.planTrials(cells, [7]);
  complete(sweep, ended!, 0.8);
  sweep.startTrial(running!, 0);
  sweep.recordSteps([{ ...running!, ...epoch(1, 0.5) }]);
  // A second for each epoch: 19 of the one, and 20 of the other after the 20 that both have.
  expect((await get('/sweeps/1')).text).toContain('time left: about 40s');
});

it('what an ended trial took over from another one is not taken for slow epochs', async () => {
  const { get, writer } = await openDashboard(tinyServices());
  const sweep = begin(writer());
  const cells = [planned({ epochs: 18 }), planned({ epochs: 20 }), planned({ optimizer: 'sgd', epochs: 20 })];
  const [first, second, running] = sweep.planTrials(cells, [7]);
  const epochs = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => epoch(from + index, 0.8));
  sweep.startTrial(first!, 0);
  sweep.recordSteps(epochs(1, 18).map((each) => ({ ...first!, ...each })));
  sweep.endTrial(first!, { state: 'completed', result: result(first!, { durationMs: 18_000 }) });
  const origin = { sweep: 1, trial: 1, step: 18 };
  const from = { trialId: 1, attempt: 1 };
  sweep.startTrial(second!, 0, undefined, { step: 18, elapsedMs: 18_000 }, { from, origin });
  sweep.recordSteps(epochs(19, 20).map((each) => ({ ...second!, ...each })));
  sweep.endTrial(second!, { state: 'completed', result: result(second!, { durationMs: 20_000 }) });
  sweep.startTrial(running!, 0);
  expect((await get('/sweeps/1')).text).toContain('time left: about 20s');
});

it('a pruned or failed row has its whole reason below it, beside the curve that it came to', async () => {
  const { get, writer } = await openDashboard();
  const sweep = begin(writer());
  const [first, pruned] = sweep.planTrials([planned({}), planned({ optimizer: 'sgd' })], [7]);
  complete(sweep, first!, 0.9);
  const message = 'After epoch 2 val_accuracy 0.4000 was below 0.9000, the best third of 1 trial at epoch 2.';
  sweep.startTrial(pruned!, 0);
  sweep.recordSteps([1, 2].map((step) => ({ ...pruned!, ...epoch(step, step / 5) })));
  sweep.endTrial(pruned!, { state: 'pruned', reason: { code: 'pruned', message } });
  const { text } = await get('/sweeps/1');
  const row =
    /<tr id="row-2" class="unfinished">([\s\S]*?)<\/tr>\s*<tr id="why-2"[^>]*>([\s\S]*?)<\/tr>/.exec(text)!;
  expect(row[1]).toContain('<polyline points="');
  const columns = [...text.matchAll(/<th scope="col"/g)].length;
  expect(row[2]).toBe(`<td colspan="${columns}"><p class="reason pruned">${message}</p></td>`);
});

it('commands on a page name the database that it was served from, where they need to', async () => {
  const { get, writer } = await openDashboard({
    ...tinyServices(),
    typed: (words) => `node sweep.js ${words} --db '/tmp/my runs.db'`,
  });
  const sweep = begin(writer());
  const [trial] = sweep.planTrials([planned({})], [7]);
  complete(sweep, trial!, 0.9);
  const text = (await get('/sweeps/1/trials/1')).text.replaceAll('&#39;', "'");
  expect(text).toContain(
    "node sweep.js export 1/1 --out again.yaml --db '/tmp/my runs.db'\nnode sweep.js run again.yaml",
  );
  expect(text).toContain("node sweep.js verify 1/1 --db '/tmp/my runs.db'");
});
