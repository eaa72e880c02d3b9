import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { ParameterValue } from '../../../src/configuration.ts';
import {
  argumentsJson,
  checkCommand,
  commandLine,
  DEFAULT_COMMAND,
} from '../../../src/trainable/program/command.ts';
import type { ProgramSetup } from '../../../src/trainable/program/program.ts';
import { pythonText } from '../../../src/trainable/program/pythonText.ts';

const setup = (command: readonly string[], program?: string): ProgramSetup => ({
  kind: 'program',
  command,
  ...(program === undefined ? {} : { program }),
  directory: '/',
  graceMs: 1000,
  retries: 0,
});

const around = {
  platform: 'linux',
  interpreter: 'python',
  argumentsFile: '/files/parameters.json',
  environment: { HOME: '/home/me', CUDA: '0' },
} as const;

const configuration = {
  flag: false,
  layers: [64, 'a b', null],
  lr: 1e-5,
  'model.dropout': 0.5,
  'model.units': 64,
  name: "it's",
  use_bn: true,
};

const line = (command: readonly string[], program?: string) =>
  commandLine(setup(command, program), configuration, around);

describe('the command of a spec', () => {
  it('is W&B’s where the spec names a program alone', () => {
    expect(line(DEFAULT_COMMAND, 'train.py')).toEqual([
      '/usr/bin/env',
      'python',
      'train.py',
      '--flag=False',
      "--layers=[64, 'a b', None]",
      '--lr=1e-05',
      '--model.dropout=0.5',
      '--model.units=64',
      "--name=it's",
      '--use_bn=True',
    ]);
    const windows = commandLine(setup(DEFAULT_COMMAND, 'x.py'), {}, { ...around, platform: 'win32' });
    expect(windows).toEqual(['python', 'x.py']);
  });

  it('has all forms of arguments that W&B’s agent has', () => {
    expect(line(['x', '${args_no_hyphens}']).slice(1, 3)).toEqual(['flag=False', "layers=[64, 'a b', None]"]);
    expect(line(['${args_no_equals}']).slice(0, 2)).toEqual(['--flag', 'False']);
    expect(line(['${args_no_boolean_flags}'])).toEqual(expect.arrayContaining(['--use_bn', '--lr=1e-05']));
    expect(line(['${args_no_boolean_flags}']).join()).not.toContain('flag');
    expect(line(['${args_append_hydra}'])[0]).toBe('+flag=False');
    expect(line(['${args_override_hydra}'])[0]).toBe('++flag=False');
    expect(line(['${args_json_file}'])).toEqual(['/files/parameters.json']);
    expect(JSON.parse(line(['${args_json}'])[0]!)).toEqual({
      flag: false,
      layers: [64, 'a b', null],
      lr: 1e-5,
      model: { dropout: 0.5, units: 64 },
      name: "it's",
      use_bn: true,
    });
  });

  it('puts variables into words, and leaves all else of a word as it is', () => {
    expect(line(['${envvar:HOME}', '--gpu=${envvar:CUDA}', '${hydra:x}/y', '${lr}', '$HOME', 'a;b'])).toEqual(
      ['/home/me', '--gpu=0', '${hydra:x}/y', '${lr}', '$HOME', 'a;b'],
    );
  });

  it.each([
    [['${envvar:NOT_THERE}'], undefined, /no environment variable NOT_THERE/],
    [['${program}'], undefined, /no `program`/],
    [[], undefined, /empty/],
  ])('refuses %j', (command, program, message) => {
    expect(() => checkCommand(setup(command, program), around.environment)).toThrow(message);
  });
});

describe('parameters with dots', () => {
  it.each<[Record<string, ParameterValue>, string]>([
    [{ 'a.b.c': 1, 'a.b.d': 2, 'a.e': 3 }, '{"a":{"b":{"c":1,"d":2},"e":3}}'],
    [{ a: 1, 'a.b': 2 }, '{"a":1,"a.b":2}'],
    [{ 'a.b': 1, 'a.b.c': 2 }, '{"a":{"b":1},"a.b.c":2}'],
    [{ 'x..y': 1, __proto__x: 2, '__proto__.z': 3 }, '{"x..y":1,"__proto__x":2,"__proto__":{"z":3}}'],
  ])('%j', (values, json) => {
    expect(argumentsJson(values)).toBe(json);
  });
});

it('writes values as Python’s str does', () => {
  const values: ParameterValue[] = [
    ...[0, 1, -7, 0.1, 1e-4, 0.00012, 9.9e-5, 1.5e-7, 1e-10, 123456.789, 2 ** 53 - 1, 1.5e300, 5e-324],
    ...['plain', 'two words', '', 'ünï ☃', true, false, null],
    ...[[], [1, 2.5, [true, null]], ["it's", 'say "x"', `both ' and "`, 'a\nb\t\\', '\x1b\x7f'], {}],
    { units: 64, nested: { a: [1e-5], 'b c': 'd' } },
  ];
  const program = 'import json, sys\nprint(json.dumps([str(v) for v in json.load(sys.stdin)]))';
  const input = JSON.stringify(values);
  const said: unknown = JSON.parse(execFileSync('python3', ['-c', program], { input, encoding: 'utf8' }));
  expect(values.map(pythonText)).toEqual(said);
});
