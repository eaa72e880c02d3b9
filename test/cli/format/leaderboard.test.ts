import { Chalk } from 'chalk';
import { expect, it } from 'vitest';
import { leaderboardTable } from '../../../src/cli/format/leaderboard.ts';
import { besideBest } from '../../../src/comparison/index.ts';
import { leaderboard, openDatabase } from '../../../src/store/index.ts';
import { beginProgram, cell, report, runProgram } from '../../store/programs.ts';

const PROGRAM = { trainable: 'program', metric: 'score' } as const;

it('leaves out of a narrow terminal what matters least, and says so', () => {
  const db = openDatabase(':memory:');
  const sweep = beginProgram(db);
  const trials = sweep.planTrials([cell({ lr: 0.1, units: 32 }), cell({ lr: 0.2, units: 64 })], [7]);
  for (const trial of trials)
    runProgram(sweep, trial, report(1, { score: trial.number, 'validation/f1_macro_average': 0.5 }));
  const rows = leaderboard(db, sweep.sweepId);
  db.close();
  const drawn = (width?: number) =>
    leaderboardTable(
      { chalk: new Chalk({ level: 1 }), columns: width },
      { trainable: 'program', metric: 'score' },
      rows,
    )
      // biome-ignore lint/suspicious/noControlCharactersInRegex: colours
      .replaceAll(/\u001b\[\d+m/g, '')
      .split('\n');

  const wide = 'rank  trial  lr   units  score  validation/f1_macro_average  steps done  training time';
  expect(drawn()[0]!.replaceAll(/ {2,}/g, '  ')).toBe(wide.replaceAll(/ {2,}/g, '  '));
  expect(drawn(wide.length + 1)[0]).toBe(drawn()[0]);
  for (const width of [80, 60, 30]) {
    const lines = drawn(width);
    expect(Math.max(...lines.slice(0, 3).map(({ length }) => length))).toBeLessThanOrEqual(width);
    expect(lines[0]).toMatch(/^rank {2}trial .* score/);
  }
  expect(drawn(80).at(-1)).toBe('+1 column, --wide: steps done');
  const note = drawn(30).slice(3);
  expect(note.join(' ')).toBe(
    '+4 columns, --wide: units, validation/f1_macro_average, steps done and training time',
  );
  for (const line of note) expect(line.length).toBeLessThanOrEqual(30);
});

it('has a column for what varies in the sweep, even if the printed rows share it', () => {
  const db = openDatabase(':memory:');
  const sweep = beginProgram(db);
  const cells = ['ann', 'ann', 'cnn'].map((model, lr) => cell({ model, lr }));
  for (const trial of sweep.planTrials(cells, [7]))
    runProgram(sweep, trial, report(1, { score: trial.number }));
  const rows = leaderboard(db, sweep.sweepId);
  db.close();
  const head = (among?: typeof rows) =>
    leaderboardTable(
      { chalk: new Chalk({ level: 0 }), columns: 80 },
      { trainable: 'program', metric: 'score' },
      rows.slice(0, 1),
      { among },
    ).split('\n')[0];
  expect(head(rows)).toMatch(/^rank {2}trial {2}model {2}lr {2}/);
  expect(head()).not.toContain('model');
});

it('marks rows that cannot be told from the best, and shared ranks, in front of their ranks', () => {
  const db = openDatabase(':memory:');
  const sweep = beginProgram(db, { replicates: 3 });
  const scores = { 1: [0.9, 0.91, 0.92], 2: [0.91, 0.9, 0.7], 3: [0.5, 0.51, 0.52] } as const;
  const cells = [1, 2, 3].map((x) => cell({ x }));
  for (const trial of sweep.planTrials(cells, [1, 2, 3])) {
    const score = scores[trial.configuration.x as 1 | 2 | 3][trial.seed - 1]!;
    runProgram(sweep, trial, report(1, { score }));
  }
  const rows = leaderboard(db, sweep.sweepId);
  const beside = besideBest(db, rows[0]!, rows);
  const ranks = (shared?: ReadonlyMap<number, number>) =>
    leaderboardTable(
      { chalk: new Chalk({ level: 0 }), columns: 200 },
      PROGRAM,
      rows,
      shared ? { beside, shared } : { beside },
    )
      .split('\n')
      .slice(1, 4)
      .map((line) => line.slice(0, 5).trim());
  db.close();
  expect(ranks()).toEqual(['1', '† 2', '3']);
  expect(ranks(new Map([[2, 2]]))).toEqual(['1', '† =2', '3']);
});
