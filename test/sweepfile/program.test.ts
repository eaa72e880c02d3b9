import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalSpec } from '../../src/sweepfile/canonical.ts';
import { errorsOf, parse, specOf } from './read.ts';

const program = (lines: string) => `program: train.py\nmethod: grid\nmetric: loss\n${lines}\n`;
const one = 'parameters: {lr: [0.1, 0.01]}';
const MACROS = ['env', 'interpreter', 'program', 'args'].map((name) => `\${${name}}`);
const definitions = (text: string, overrides: readonly string[] = []) =>
  Object.fromEntries([...specOf(text, overrides).space].map(([name, each]) => [name, each.definition()]));

describe('a spec with a program', () => {
  it('has the command of W&B where it gives none, and runs in its own folder', () => {
    expect(specOf(program(one)).setup).toEqual({
      kind: 'program',
      command: [...MACROS],
      program: 'train.py',
      directory: resolve('sweeps'),
      graceMs: 10_000,
      retries: 0,
    });
  });

  it('keeps its own keys', () => {
    const own = `command: [python, -u, train.py, --n, 010, true]\ngrace: 1m30s\ntrial_timeout: 2h\nretries: 3\ntime_budget: 1.5d\n${one}`;
    expect(specOf(program(own))).toMatchObject({
      timeBudgetMs: 129_600_000,
      setup: { graceMs: 90_000, timeoutMs: 7_200_000, retries: 3 },
    });
    expect(specOf(program(own)).setup).toMatchObject({
      command: ['python', '-u', 'train.py', '--n', '010', 'true'],
    });
  });

  it('may search at random without an end', () => {
    expect(specOf(`program: a.py\nmethod: random\nmetric: loss\n${one}`).runCap).toBeUndefined();
  });

  it('keeps early_terminate with its defaults', () => {
    const { earlyTerminate } = specOf(program(`early_terminate: {type: hyperband, min_iter: 3}\n${one}`));
    expect(earlyTerminate).toEqual({ type: 'hyperband', minIter: 3, eta: 3, strict: true });
  });

  it('is another sweep under another program or command, and the same in another folder', () => {
    const other = (text: string) => canonicalSpec(specOf(text));
    expect(other(program(one))).toBe(other(`# moved\n${program(one)}grace: 3s\n`));
    expect(other(program(one))).not.toBe(other(program(one).replace('train.py', 'fit.py')));
    expect(other(program(one))).not.toBe(other(program(`command: [python, train.py]\n${one}`)));
  });

  it('is one with a module too', () => {
    const { setup, space } = specOf(`trainer: ./train.ts\nmethod: grid\nmetric: score\n${one}\n`);
    expect(setup).toEqual({ kind: 'module', trainer: './train.ts', path: resolve('sweeps/train.ts') });
    expect([...space.keys()]).toEqual(['lr']);
  });
});

describe('--set in a spec with a program', () => {
  const nested = program('parameters: {lr: 0.1, model: {parameters: {units: {values: [1, 2]}}}, a.b: 3}');

  it('reaches parameters of any name, nested ones and the keys of definitions', () => {
    const set = definitions(nested, ['lr=0.2', 'model.units=[8, 16]', 'a.b=4', 'new_one=5', 'seed=7']);
    expect(set).toMatchObject({
      lr: { value: 0.2 },
      'model.units': { values: [8, 16] },
      'a.b': { value: 4 },
      new_one: { value: 5 },
    });
    expect(definitions(nested, ['model.units.values=[3]'])['model.units']).toMatchObject({ values: [3] });
  });

  it('does not add a parameter that is misspelt', () => {
    const text = program('parameters: {learning_rate: 0.1}');
    expect(errorsOf(text, ['leraning_rate=0.2'])).toEqual([
      '--set leraning_rate leraning_rate is neither a parameter nor a key of this spec',
    ]);
  });

  it('may name the program', () => {
    expect(specOf(`method: grid\nmetric: loss\n${one}\n`, ['program=a.py']).setup.kind).toBe('program');
  });
});

describe('a mistake in a spec with a program', () => {
  it.each<[string, string, string[], string?]>([
    [
      'a key of the networks',
      program(`dataset: fashion-mnist\n${one}`),
      ['4:1 dataset belongs to a spec that trains networks on images; this one runs a program'],
      'Remove it, or pass it on as a parameter; without program, the spec trains networks on images.',
    ],
    [
      'a program and a module',
      program(`trainer: a.ts\n${one}`),
      [
        '4:1 A spec has either program or trainer, not both',
        '4:1 trainer belongs to a spec that runs a module; this one runs a program',
      ],
    ],
    [
      'a command that is one text',
      program(`command: python train.py\n${one}`),
      [
        `4:10 command must be a list of words, such as [\${env}, python, \${program}, \${args}], not python train.py`,
      ],
      'Write [python, train.py].',
    ],
    [
      'a command without the program that it asks for',
      `command: [python, "\${program}"]\nmethod: grid\nmetric: loss\n${one}\n`,
      [`1:19 program is missing: the command has \${program} in it`],
    ],
    [
      'a name that W&B does not take',
      program('parameters: {Größe: 1, 2nd: 2, a b: 3}'),
      [
        '4:14 The parameter Größe must begin with a letter of A to Z or _, and have only such letters, digits, _, . and - in it',
        '4:24 The parameter 2nd must begin with a letter of A to Z or _, and have only such letters, digits, _, . and - in it',
        '4:32 The parameter a b must begin with a letter of A to Z or _, and have only such letters, digits, _, . and - in it',
      ],
      'Such as _2nd.',
    ],
    [
      'a value that JSON cannot hold',
      program('parameters: {x: [1, .inf]}'),
      ['4:21 x must be text, a number, true, false, null, or a list or mapping of these, not .inf'],
    ],
    ['a parameter without a value', program('parameters: {x: }'), ['4:14 x has no value']],
    [
      'nested parameters beside a value',
      program('parameters: {m: {value: 1, parameters: {a: 2}}, n: {parameters: {}}}'),
      [
        '4:18 m has nested parameters, and cannot have value beside them',
        '4:65 n.parameters must be a mapping of parameters, not a mapping',
      ],
    ],
    [
      'a nested name twice',
      program('parameters: {m.a: 1, m: {parameters: {a: 2}}}'),
      ['4:39 m.a and m.a are the same parameter'],
    ],
    [
      'numbers that are others to W&B',
      program('parameters: {a: 010, b: 1:30, c: 08, d: 0o17, e: 12345678901234567890}'),
      [
        '4:17 010 is 8 to W&B, an octal number, and 10 elsewhere',
        '4:25 1:30 is 90 to W&B, minutes and seconds',
        '4:34 08 is text to W&B, and a number elsewhere',
        '4:41 0o17 is text to W&B, and a number elsewhere',
        '4:50 12345678901234567890 has more digits than a number keeps',
      ],
    ],
    [
      'a metric without a name',
      `program: a.py\nmethod: grid\nmetric: {goal: minimize}\n${one}\n`,
      ['3:1 metric.name is missing: it says what ranks the trials'],
    ],
    [
      'another method',
      program(one).replace('grid', 'custom'),
      ['2:9 method must be one of grid, random, bayes, not custom'],
    ],
  ])('%s', (_what, text, expected, hint) => {
    expect(errorsOf(text)).toEqual(expected);
    const parsed = parse(text);
    if (hint) expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.hint)).toContain(hint);
  });
});
