import { afterAll, expect, it } from 'vitest';
import { leaderboardCommand } from '../../src/cli/commands/leaderboard.ts';
import { show } from '../../src/cli/commands/show.ts';
import { createContext } from '../../src/cli/context.ts';
import { openDatabase } from '../../src/store/index.ts';
import { Workbench } from '../e2e/workbench.ts';
import { beginProgram, cell, report, runProgram } from '../store/programs.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

let databases = 0;
/** The lines about a sweep's trial 1, which reported a score. */
function printedOf(
  cells: readonly Record<string, number>[],
  columns: number | undefined,
  score = 1,
): string[] {
  const db = openDatabase(bench.path(`${++databases}.db`));
  const sweep = beginProgram(db, { name: 'sweep' });
  for (const trial of sweep.planTrials(cells.map(cell), [7])) runProgram(sweep, trial, report(1, { score }));
  sweep.end('completed');
  db.close();
  const printed: string[] = [];
  const context = createContext({ db: db.path, color: false });
  show({ trial: '1' }, { ...context, columns, print: (text) => void printed.push(...text.split('\n')) });
  return printed;
}

/** The first words of the lines about the parameters of a sweep's trial 1. */
function shown(cells: readonly Record<string, number>[], columns: number | undefined): string[] {
  const printed = printedOf(cells, columns);
  const from = printed.findIndex((line) => line.startsWith('parameter'));
  return printed.slice(from + 1, printed.indexOf('', from)).map((line) => line.replace(/ {2}.*/, ''));
}

it('parameters that vary stand first, and alone in a terminal', () => {
  const two = [
    { alike: 1, x: 1, same: 2 },
    { alike: 1, x: 2, same: 2 },
  ];
  expect(shown(two, undefined)).toEqual(['x', 'alike', 'same']);
  expect(shown(two, 80)).toEqual(['x', '+2 parameters that do not vary: --wide']);
});

it('all parameters of a single trial are shown', () => {
  expect(shown([{ alike: 1, x: 1 }], 80)).toEqual(['alike', 'x']);
});

it('a trial does not say what further trials of its sweep may gain, as the leaderboard does', () => {
  const db = openDatabase(bench.path('gain.db'));
  const specText =
    'program: train.py\nmethod: random\nrun_cap: 24\nmetric: {name: score, goal: maximize}\nparameters: {x: {min: 0.0, max: 1.0}}\n';
  const sweep = beginProgram(db, { specText });
  const cells = Array.from({ length: 24 }, (_, index) => cell({ x: index / 24 }));
  for (const [index, trial] of sweep.planTrials(cells, [7]).entries())
    runProgram(sweep, trial, report(1, { score: Math.sqrt(index) }));
  sweep.end('completed');
  db.close();
  const printed: string[] = [];
  const context = createContext({ db: db.path, color: false });
  const printing = { ...context, print: (text: string) => void printed.push(text) };
  leaderboardCommand({ limit: 5, by: 'configuration' }, printing);
  expect(printed.join('\n')).toContain('20 more trials are expected to gain');
  printed.length = 0;
  show({ trial: '1' }, printing);
  expect(printed.join('\n')).not.toContain('more trials');
});

it('a trial that ended without a number says so', () => {
  const flaw = 'Ended without a finite score.';
  expect(printedOf([{ x: 1 }], 80, Number.NaN)).toContain(flaw);
  expect(printedOf([{ x: 1 }], 80)).not.toContain(flaw);
});
