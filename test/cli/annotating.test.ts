import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { readCommandLine } from '../../src/cli/commandLine/read.ts';
import { commands } from '../../src/cli/commands/index.ts';
import { createContext } from '../../src/cli/context.ts';
import { findSweep, leaderboard, openDatabase } from '../../src/store/index.ts';
import { Workbench } from '../e2e/workbench.ts';
import { beginProgram, cell, report, runProgram } from '../store/programs.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

let file: string;
let databases = 0;
/** Two sweeps: `old` has five trials with the scores 1 to 5, `new` has one. */
beforeEach(() => {
  file = bench.path(`${++databases}.db`);
  const db = openDatabase(file);
  for (const [name, trials] of [
    ['old', 5],
    ['new', 1],
  ] as const) {
    const sweep = beginProgram(db, { name });
    const cells = Array.from({ length: trials }, (_, x) => cell({ x }));
    for (const trial of sweep.planTrials(cells, [7]))
      runProgram(sweep, trial, report(1, { score: trial.number }));
    sweep.end('completed');
  }
  db.close();
});

/** Runs a command line in this process. */
async function sweep(...words: string[]) {
  const line = await readCommandLine([...words, '--db', file, '--no-color'], commands);
  if (line.wants !== 'work') throw new Error(`wants ${line.wants}`);
  const printed: string[] = [];
  const noted: string[] = [];
  const context = {
    ...createContext(line.everywhere),
    print: (text: string) => void printed.push(text),
    note: (text: string) => void noted.push(text),
    printJson: (value: unknown) => void printed.push(JSON.stringify(value)),
  };
  const status = await line.command.run(line.values, context);
  return { status, printed: printed.join('\n'), noted: noted.join('\n') };
}

const trialsOf = (name: string) => {
  const db = openDatabase(file, { readonly: true });
  const numbers = leaderboard(db, findSweep(db, name).id, { by: 'trial' }).map(({ trials }) => trials[0]);
  db.close();
  return numbers.sort();
};

describe('tag, note and hide', () => {
  it('take a trial, a sweep or a filter, and change all or nothing', async () => {
    expect((await sweep('tag', 'old/best', 'baseline')).printed).toBe(
      'Tagged with baseline: trial 5 of old.',
    );
    expect((await sweep('tag', 'old', 'low,odd', '--where', 'score<3')).printed).toBe(
      'Tagged with low, odd: 2 trials of old (1–2).',
    );
    expect((await sweep('tag', 'old', '--where', 'tag=low')).printed).toBe('#1  low, odd\n#2  low, odd');
    await sweep('tag', 'old/1', 'odd', '--remove');
    expect((await sweep('tag', 'old/1')).printed).toBe('low');
    const many = Array.from({ length: 19 }, (_, i) => `t${i}`);
    await expect(sweep('tag', 'old', ...many, '--where', 'score<5')).rejects.toMatchObject({
      message: expect.stringContaining('at most 20'),
    });
    expect((await sweep('tag', 'old/3')).printed).toBe('–');
    expect((await sweep('tag', 'old', 'x', '--where', 'score>9')).printed).toMatch(
      /^No trial of old matches score>9: nothing/,
    );
    expect((await sweep('tag', '1/', 'first', '--json')).printed).toContain('"tags":["first"]');
    expect((await sweep('ls')).printed).toContain('first');
  });

  it('write, print and remove a note, which show prints, too', async () => {
    await sweep('note', 'old/2', 'diverged:', 'half the rate');
    expect((await sweep('note', 'old/2')).printed).toBe('diverged: half the rate');
    expect((await sweep('show', '2', '--sweep', 'old')).printed).toContain('note: diverged: half the rate');
    await sweep('note', 'old/2', '--remove');
    expect((await sweep('note', 'old/2')).printed).toBe('–');
  });

  it('hide from lists until they are shown again', async () => {
    await sweep('hide', 'old', '--where', 'score<=4');
    expect((await sweep('leaderboard', 'old')).printed).toContain('4 hidden: --hidden shows them.');
    await sweep('hide', 'old');
    expect((await sweep('ls')).printed).not.toContain('old');
    expect((await sweep('ls', '--hidden')).printed).toContain('old');
    await sweep('hide', '1/', '--undo');
    expect((await sweep('ls')).printed).toContain('old');
  });
});

describe('delete', () => {
  it('asks first, so it needs --yes where nobody can answer', async () => {
    await expect(sweep('delete', 'old/1')).rejects.toMatchObject({ code: 'usage', hint: 'Add --yes.' });
    expect(trialsOf('old')).toEqual([1, 2, 3, 4, 5]);
  });

  it('deletes what a filter finds, and restores it', async () => {
    await sweep('delete', 'old', '--where', 'score<3', '--yes');
    expect(trialsOf('old')).toEqual([3, 4, 5]);
    expect((await sweep('delete', 'old', '--undo')).printed).toBe('Restored 2 trials of old.');
    expect(trialsOf('old')).toEqual([1, 2, 3, 4, 5]);
    const { printed } = await sweep('delete', 'old', '--yes');
    expect((await sweep('ls')).printed).not.toContain('old');
    const [, undo] = /` ?.*? delete (\S+ --undo)/.exec(printed)!;
    await sweep('delete', ...undo!.split(' '));
    expect((await sweep('ls')).printed).toContain('old');
    await expect(sweep('delete', 'old', '--undo')).rejects.toMatchObject({ code: 'request_invalid' });
  });

  it('keeps what a running process trains, and says so', async () => {
    const db = openDatabase(file);
    const running = beginProgram(db, { name: 'now' });
    const [first, second] = running.planTrials([cell({ x: 1 }), cell({ x: 2 }), cell({ x: 3 })], [7]);
    runProgram(running, first!, report(1, { score: 1 }));
    running.startTrial(second!, 0);
    await expect(sweep('delete', 'now', '--yes')).rejects.toMatchObject({ code: 'request_invalid' });
    await expect(sweep('delete', 'now/2', '--yes')).rejects.toMatchObject({ code: 'request_invalid' });
    const { status, noted } = await sweep('delete', 'now', '--where', 'x>=1', '--yes');
    expect([status, noted]).toEqual([1, expect.stringMatching(/Trial 2 is running[\s\S]*Trial 3 is queued/)]);
    expect(trialsOf('now')).toEqual([2, 3]);
    running.end('completed');
    db.close();
  });
});

it('a command without a name says that it is about the latest of several sweeps', async () => {
  const latest = 'The latest of 2 sweeps: new, sweep 2.';
  expect((await sweep('leaderboard')).noted).toBe(latest);
  expect((await sweep('show', 'best')).noted).toBe(latest);
  expect((await sweep('show', '1', '--sweep', 'old')).noted).toBe('');
  expect((await sweep('leaderboard', 'old')).noted).toBe('');
  await expect(sweep('show', 'old/1', '--sweep', 'new')).rejects.toMatchObject({ code: 'usage' });
});
