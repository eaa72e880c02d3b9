import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { cardFacts } from '../../src/export/card/facts.ts';
import { trialAsSpec } from '../../src/export/yaml.ts';
import { trialDetail } from '../../src/store/index.ts';
import { database } from '../store/fixture.ts';
import { specOf } from '../sweepfile/read.ts';
import { COMMAND, programSweep } from './programSweep.ts';

function trialOf(number: number) {
  const db = database();
  programSweep(db);
  return { db, trial: trialDetail(db, number) };
}

it('a trial of a program is a spec that runs the same program with the same parameters', () => {
  const { trial } = trialOf(5);
  const text = trialAsSpec(trial);
  expect(text.split('\n').slice(0, 4)).toEqual([
    '# Trial 5 of the sweep "tune <it>": loss 0.2900.',
    '# It ran with Python 3.11.2, linux x64, abacus.',
    '# Save it in /home/me/tune, where its paths begin.',
    'name: "tune <it>-trial-5"',
  ]);
  const { setup, method, metric, seed, space } = specOf(text);
  expect(setup).toMatchObject({ kind: 'program', program: 'train.py', command: COMMAND });
  expect({ method, metric, seed }).toEqual({
    method: 'grid',
    metric: { name: 'loss', goal: 'minimize' },
    seed: trial.seed,
  });
  const values = [...space].map(([name, distribution]) => [
    name,
    distribution.grid()!.size,
    distribution.grid()!.at(0),
  ]);
  expect(values).toEqual(Object.entries(trial.parameters).map(([name, value]) => [name, 1, value]));
});

it('it has the limits of time and the retries of the spec', () => {
  const { trial } = trialOf(5);
  const specText = `${trial.sweep.specText}\ntrial_timeout: 90s\nretries: 2\ngrace: 3s\n`;
  const { setup } = specOf(trialAsSpec({ ...trial, sweep: { ...trial.sweep, specText } }));
  expect(setup).toMatchObject({ timeoutMs: 90_000, retries: 2, graceMs: 3_000 });
});

it('its words mean themselves, by the rules of YAML 1.1, too', () => {
  const { trial } = trialOf(5);
  const parameters = {
    on: 'off',
    no: 1e-7,
    big: 1e21,
    list: [1e-8, 'yes', null],
    'a b': 'x: y #z',
    none: null,
  };
  const sweep = {
    ...trial.sweep,
    metric: 'val/loss: "a"',
    specJson: '{"trainable":"module","trainer":"./train.ts"}',
  };
  const text = trialAsSpec({ ...trial, sweep, parameters });
  for (const version of ['1.1', '1.2'] as const) {
    const read = parse(text, { version }) as Record<string, unknown>;
    expect(read.trainer).toBe('./train.ts');
    expect(read.metric).toEqual({ name: 'val/loss: "a"', goal: 'minimize' });
    expect(read.parameters).toEqual(
      Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { value }])),
    );
  }
  expect(text).toContain('"no": {value: 1.0e-7}');
});

it('there is no model of it, and what there is instead is said', () => {
  const { db } = trialOf(1);
  expect(() => cardFacts(db, 1)).toThrow(
    expect.objectContaining({
      code: 'export_failed',
      message:
        "Trial 1 of tune <it> is none of sweep's own networks: there is no model and no model card of it.",
      hint: expect.stringContaining('The format yaml is its spec; `sweep export trials`'),
    }),
  );
});
