import { describe, expect, it } from 'vitest';
import { canonicalSpec } from '../../src/sweepfile/canonical.ts';
import { errorsOf, specOf } from './read.ts';

const program = (parameters: string, top = 'method: grid') =>
  `program: train.py\nmetric: loss\n${top}\nparameters:\n  optimizer: [sgd, adam, rmsprop]\n${parameters}\n`;

describe('when', () => {
  it('is a part of what a parameter is, however it is written', () => {
    const one = specOf(program('  momentum: {value: 0.9, when: {optimizer: [sgd, adam]}}'));
    const same = specOf(program('  momentum: {when: {optimizer: [adam, sgd]}, value: 0.9}'));
    const other = specOf(program('  momentum: {value: 0.9}'));
    expect(one.space.get('momentum')!.when).toEqual({ optimizer: ['adam', 'sgd'] });
    expect(canonicalSpec(one)).toBe(canonicalSpec(same));
    expect(canonicalSpec(one)).not.toBe(canonicalSpec(other));
  });

  it('takes the words of the networks, and the model', () => {
    const { space } = specOf(
      'method: random\nmodel: [cnn, ann]\nparameters: {optimizer: [SGD, adam], lr: {value: 0.1, when: {optimizer: Adam, model: cnn}}}',
    );
    expect(space.get('learning_rate')!.when).toEqual({ model: ['cnn'], optimizer: ['adam'] });
  });

  it('takes a list as one value where the other parameter has lists', () => {
    const { space } = specOf(
      program('  units: [[8, 4], [16]]\n  drop: {values: [0, 1], when: {units: [8, 4]}}'),
    );
    expect(space.get('drop')!.when).toEqual({ units: [[8, 4]] });
  });

  it.each([
    [
      'a: {value: 1, when: {optimizer: sgdd}}',
      '6:35 a exists only with optimizer sgdd, which optimizer never is',
    ],
    [
      'a: {value: 1, when: {b: 1}}',
      '6:24 a exists only with certain values of b, which is no parameter of this sweep',
    ],
    ['a: {value: 1, when: {a: 1}}', '6:24 a cannot be a condition of itself'],
    [
      'a: {value: 1, when: sgd}',
      '6:23 a.when must be a mapping of parameters and the values with which it exists, not sgd',
    ],
    ['a: {value: 1, when: {optimizer: []}}', '6:35 a exists with no value of optimizer'],
    [
      'a: {value: 1, when: {optimizer: {min: 1}}}',
      '6:35 a exists only with optimizer a mapping, which optimizer never is',
    ],
    [
      'a: {values: [1, 2], wen: {optimizer: sgd}}',
      '6:23 wen is no key of a, whose distribution is categorical and takes values',
    ],
    ['a: {when: {optimizer: sgd}}', '6:3 a needs a value, a list of values, or min and max'],
  ])('says what is wrong with %s', (line, error) => {
    expect(errorsOf(program(`  ${line}`))).toEqual([error]);
  });

  it('says what is wrong with conditions of conditions', () => {
    const circle =
      '  a: {values: [1, 2], when: {c: 1}}\n  b: {values: [1, 2], when: {a: 1}}\n  c: {values: [1, 2], when: {b: 1}}';
    expect(errorsOf(program(circle))[0]).toBe(
      '6:23 The conditions of a go in a circle: a needs c needs b needs a',
    );
    const never =
      '  a: {values: [1, 2], when: {optimizer: sgd}}\n  b: {value: 1, when: {a: 1, optimizer: adam}}';
    expect(errorsOf(program(never))).toEqual([
      '7:17 b never exists: its conditions and those of a leave no value of optimizer',
    ]);
    const endless = program('  a: {min: 0.0, max: 1.0}\n  b: {value: 1, when: {a: 0.5}}', 'method: random');
    expect(errorsOf(endless)[0]).toContain('which is drawn from uniform and has no end of them');
  });

  it('stays where the command line gives a parameter other values', () => {
    const text = program('  momentum: {values: [0, 0.9], when: {optimizer: sgd}}');
    const fixed = specOf(text, ['momentum=0.5']).space.get('momentum')!;
    expect(fixed.definition()).toEqual({
      distribution: 'constant',
      value: 0.5,
      when: { optimizer: ['sgd'] },
    });
    const other = specOf(text, ['momentum.when.optimizer=[sgd, rmsprop]']).space.get('momentum')!;
    expect(other.when).toEqual({ optimizer: ['rmsprop', 'sgd'] });
  });

  it('takes a parameter out that the command line leaves no value to exist with', () => {
    const text = program(
      '  momentum: {values: [0, 0.9], when: {optimizer: sgd}}\n  nesterov: {value: 1, when: {momentum: 0.9}}',
    );
    expect([...specOf(text, ['optimizer=adam']).space.keys()]).toEqual(['optimizer']);
    expect(specOf(text, ['optimizer=sgd']).space.get('momentum')!.when).toBeUndefined();
  });

  it('holds for what is to be tried first', () => {
    const text = (first: string) =>
      program(
        '  momentum: {values: [0, 0.9], when: {optimizer: sgd}}',
        `method: bayes\ntry_first: [${first}]`,
      );
    expect(errorsOf(text('{momentum: 0.9}'))).toEqual([]);
    expect(errorsOf(text('{momentum: 0.9, optimizer: adam}'))).toEqual([
      '4:40 momentum does not exist with optimizer adam, which try_first names beside it',
    ]);
  });
});
