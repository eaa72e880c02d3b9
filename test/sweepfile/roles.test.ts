import { expect, it } from 'vitest';
import { canonicalSpec } from '../../src/sweepfile/canonical.ts';
import { scientificValues } from '../../src/sweepfile/roles/roles.ts';
import { errorsOf, parse, specOf } from './read.ts';

/** A program's spec with these roles, and further lines. */
function program(roles: string, further = ''): string {
  return `program: train.py
method: random
metric: loss
roles: ${roles}
parameters:
  optimizer: {values: [sgd, adam]}
  augment: {values: [true, false]}
  learning_rate: {distribution: log_uniform_values, min: 0.001, max: 0.1}
  momentum: {min: 0.5, max: 0.99, when: {optimizer: sgd}}
  nesterov: {values: [true, false], when: {optimizer: sgd}}
  epochs: {value: 5}
${further}`;
}

it('compares every combination of scientific values; what is not named is a nuisance', () => {
  const spec = specOf(
    program('{optimizer: scientific, augment: scientific, learning_rate: nuisance, epochs: fixed}'),
  );
  expect(scientificValues(spec)).toEqual([
    { augment: true, optimizer: 'sgd' },
    { augment: true, optimizer: 'adam' },
    { augment: false, optimizer: 'sgd' },
    { augment: false, optimizer: 'adam' },
  ]);
  const networks =
    'method: random\nmodel: [ann, cnn]\nroles: {model: scientific}\nparameters: {lr: [0.1, 0.01]}';
  expect(scientificValues(specOf(networks))).toEqual([{ model: 'ann' }, { model: 'cnn' }]);
});

it('is a part of what a sweep is, whatever the order of its words', () => {
  const canonical = (roles: string) => canonicalSpec(specOf(program(roles)));
  expect(JSON.parse(canonical('{optimizer: scientific}'))).toMatchObject({
    roles: { optimizer: 'scientific' },
  });
  expect(canonical('{augment: scientific, optimizer: scientific, epochs: fixed}')).toBe(
    canonical('{optimizer: scientific, augment: scientific}'),
  );
});

it('trains the best of each scientific value again, unless finals say how many', () => {
  expect(specOf(program('{optimizer: scientific}', 'finals: {seeds: 5}')).finals).toEqual({
    top: 1,
    seeds: 5,
  });
  expect(specOf(program('{optimizer: scientific}', 'finals: {top: 2, seeds: 5}')).finals?.top).toBe(2);
});

it.each([
  [
    'no mapping',
    '[optimizer]',
    '',
    '4:8 roles must be a mapping such as {model: scientific, learning_rate: nuisance}, not [optimizer]',
  ],
  [
    'no scientific one',
    '{learning_rate: nuisance}',
    '',
    '4:1 roles names no scientific parameter: one whose values are compared',
  ],
  [
    'an unknown parameter',
    '{optimiser: scientific}',
    '',
    '4:9 roles names optimiser, which is no parameter of this sweep',
  ],
  [
    'an unknown role',
    '{optimizer: sceintific}',
    '',
    '4:20 roles.optimizer must be one of scientific, nuisance, fixed, not sceintific',
  ],
  [
    'a range',
    '{learning_rate: scientific}',
    '',
    '4:24 learning_rate is scientific, but log_uniform_values has infinitely many values',
  ],
  [
    'a single value',
    '{epochs: scientific}',
    '',
    '4:17 epochs is scientific, but has one value: nothing is compared',
  ],
  [
    'one that varies',
    '{optimizer: scientific, learning_rate: fixed}',
    '',
    '4:47 learning_rate is fixed, but has a range of values',
  ],
  [
    'one that does not always exist',
    '{nesterov: scientific}',
    '',
    '4:19 nesterov is scientific, but exists only with some values of optimizer',
  ],
  [
    'an uneven budget',
    '{optimizer: scientific}',
    'run_cap: 15',
    '12:10 run_cap 15 cannot be shared alike by the 2 scientific values',
  ],
  [
    'an early end',
    '{optimizer: scientific}',
    'stop_when: {no_gain_in: 5}',
    '12:12 stop_when ends the search in the middle of a comparison by roles',
  ],
  [
    'a guess of the answer',
    '{optimizer: scientific}',
    'prior: {optimizer: adam}',
    '12:20 prior guesses optimizer, which is scientific: its values are compared',
  ],
])('refuses %s, at its place', (_, roles, further, error) => {
  expect(errorsOf(program(roles, further))).toEqual([error]);
});

it('refuses a scientific parameter that some networks do not have', () => {
  const text =
    'method: random\nmodel: [ann, cnn]\nroles: {filters: scientific}\nparameters: {filters: [8, 16]}';
  expect(errorsOf(text)).toEqual([
    '3:18 filters is scientific, but changes nothing in some configurations, such as one with model ann',
  ]);
  expect(parse(text.replace('[ann, cnn]', 'cnn')).ok).toBe(true);
});

it('says what would be right', () => {
  const hints = (text: string) => {
    const parsed = parse(text);
    return parsed.ok ? [] : parsed.problems.map(({ hint }) => hint);
  };
  expect(hints(program('{optimiser: scientific}'))).toEqual(['Did you mean optimizer?']);
  expect(hints(program('{optimizer: scientific}', 'run_cap: 15'))).toEqual([
    'Use 14 or 16: each gets a half of it.',
  ]);
});
