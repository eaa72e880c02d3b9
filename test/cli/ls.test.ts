import { afterAll, expect, it } from 'vitest';
import { ls } from '../../src/cli/commands/ls.ts';
import { createContext } from '../../src/cli/context.ts';
import { createSweepStore, openDatabase } from '../../src/store/index.ts';
import { Workbench } from '../e2e/workbench.ts';
import { begin, fail, planned, sweepStart } from '../store/sweeps.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

it('says when a sweep was first started, however often it went on', () => {
  const file = bench.path('runs.db');
  const db = openDatabase(file);
  let now = new Date(2026, 10, 20, 18).getTime();
  const store = createSweepStore(db, { now: () => now });
  for (const laterMs of [0, 86_400_000]) {
    now += laterMs;
    store.beginSweep(sweepStart()).end('interrupted');
  }
  db.close();
  const printed: string[] = [];
  ls({}, { ...createContext({ db: file, color: false }), print: (text) => void printed.push(text) });
  expect(printed.join('\n')).toContain('2026-11-20 18:00');
  expect(printed.join('\n')).not.toContain('2026-11-21');
});

it('keeps the failures in a narrow terminal, where a sweep of nothing else looks like a success', () => {
  const file = bench.path('failed.db');
  const db = openDatabase(file);
  const sweep = begin(db, { name: 'a-sweep-with-a-rather-long-name' });
  for (const trial of sweep.planTrials([planned({ optimizer: 'adam' }), planned({ optimizer: 'sgd' })], [7]))
    fail(sweep, trial);
  sweep.end('completed');
  db.close();
  const printed: string[] = [];
  const context = { ...createContext({ db: file, color: false }), columns: 80 };
  ls({}, { ...context, print: (text) => void printed.push(text) });
  const [head, line] = printed.join('\n').split('\n');
  expect(head).toMatch(/trials +failed/);
  expect(line).toMatch(/2\/2 +2 /);
});
