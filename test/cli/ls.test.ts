import { afterAll, expect, it } from 'vitest';
import { ls } from '../../src/cli/commands/ls.ts';
import { createContext } from '../../src/cli/context.ts';
import { createSweepStore, openDatabase } from '../../src/store/index.ts';
import { Workbench } from '../e2e/workbench.ts';
import { sweepStart } from '../store/sweeps.ts';

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
