import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { parameterFile } from '../../../src/clients/wandb/config.ts';
import type { ParameterValue } from '../../../src/configuration.ts';
import { argumentsJson, commandLine } from '../../../src/trainable/program/command.ts';
import type { ProgramSetup } from '../../../src/trainable/program/program.ts';
import { installedWandb } from '../../helpers/foreign.ts';
import { specOf } from '../read.ts';

/** The values of a parameter as a program receives them, from a list in YAML. */
function given(parameter: string, method = 'grid') {
  const spec = specOf(
    `{program: train.py, method: ${method}, run_cap: 9, metric: {name: loss}, parameters: {a: ${parameter}}}`,
  );
  const setup = { ...spec.setup, command: ['${args_no_hyphens}'] } as ProgramSetup;
  const around = { platform: 'linux', interpreter: 'python', argumentsFile: '', environment: {} } as const;
  return (a: ParameterValue) => ({
    argument: commandLine(setup, { a }, around)[0]!.slice('a='.length),
    json: argumentsJson({ a }, setup.floats),
    file: parameterFile({ a }, setup.floats),
  });
}

const LISTED: readonly ParameterValue[] = [
  0,
  1,
  0.5,
  0.001,
  1e-5,
  2,
  1e16,
  1e6,
  -3,
  [1, 2, [4]],
  { b: 1, c: 1 },
  'x',
];
const WRITTEN =
  '[0.0, 1, 0.5, 1.0e-3, 1.0e-05, 2., 1.0e+16, 1_000_000.0, !!float -3, [1.0, 2, [4.0]], {b: 1, c: 1.0}, x]';

const wandb = installedWandb();

describe('numbers that a program gets', () => {
  it('are the floats and integers of the file, as Python writes them', () => {
    const { argument, json } = given(WRITTEN)(0);
    expect([argument, json]).toEqual(['0.0', '{"a":0.0}']);
    expect(LISTED.map((value) => given(`{values: ${WRITTEN}}`)(value).argument)).toEqual(
      "0.0 | 1 | 0.5 | 0.001 | 1e-05 | 2.0 | 1e+16 | 1000000.0 | -3.0 | [1.0, 2, [4.0]] | {'b': 1, 'c': 1.0} | x".split(
        ' | ',
      ),
    );
  });

  it.each([
    ['{value: 1.0}', 'grid', 1, '1.0'],
    ['1.0', 'grid', 1, '1.0'],
    ['[1, 1.0]', 'grid', 1, '1'],
    ['{values: [1.0, 2], probabilities: [0.5, 0.5]}', 'random', 1, '1.0'],
    ['{min: 0, max: 2}', 'random', 1, '1'],
    ['{min: 0.0, max: 2}', 'random', 1, '1.0'],
    ['{distribution: uniform, min: 0, max: 2}', 'random', 1, '1.0'],
    ['{distribution: q_uniform, min: 0, max: 2}', 'grid', 1, '1'],
    ['{distribution: q_uniform, min: 0.0, max: 2}', 'grid', 1, '1.0'],
    ['{distribution: q_uniform, min: 0.0, max: 2.0}', 'random', 1, '1'],
    ['{distribution: q_log_uniform_values, min: 1, max: 8, q: 0.5}', 'random', 1, '1.0'],
  ])('of %s in a %s search: %d is %s', (parameter, method, value, text) => {
    expect(given(parameter, method)(value).argument).toBe(text);
  });

  it('leave the configuration, and so its identity, as it was', () => {
    expect(
      specOf('{program: a.py, method: grid, parameters: {a: [1.0]}}').space.get('a')!.grid()!.at(0),
    ).toBe(1);
  });

  it.runIf(wandb.isHere).each(wandb.clients)(
    'are those that W&B $version reads of the same file',
    ({ python }) => {
      const read = `import json, sys, yaml
written, ours = sys.argv[1], json.loads(sys.argv[2])
for value, (argument, sent, file) in zip(yaml.safe_load(written), ours, strict=True):
    assert str(value) == argument, (value, argument)
    for each in (json.loads(sent)["a"], yaml.safe_load(file)["a"]["value"]):
        assert repr(each) == repr(value), (each, value)`;
      const ours = LISTED.map((value) => Object.values(given(WRITTEN)(value)));
      execFileSync(python, ['-c', read, WRITTEN, JSON.stringify(ours)]);
    },
  );
});
