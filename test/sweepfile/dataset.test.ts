import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalSpec } from '../../src/sweepfile/canonical.ts';
import { parseSpec } from '../../src/sweepfile/parse.ts';
import { errorsOf, parse, specOf } from './read.ts';

const minimal = 'method: grid\nparameters: {epochs: 2}\n';
const datasetOf = (dataset: string, file = '/home/ada/specs/own.yaml') => {
  const parsed = parseSpec(`${minimal}dataset: ${dataset}\n`, { file });
  return parsed.ok && 'dataset' in parsed.spec.setup && parsed.spec.setup.dataset;
};

describe("a dataset of one's own", () => {
  it('has a name and a path', () => {
    expect(datasetOf('{name: kmnist, path: /data/kmnist.npz}')).toEqual({
      name: 'kmnist',
      path: '/data/kmnist.npz',
    });
  });

  it.each([
    ['./data/kmnist', '/home/ada/specs/own.yaml', '/home/ada/specs/data/kmnist'],
    ['../data', '/home/ada/specs/own.yaml', '/home/ada/data'],
    ['data', 'specs/own.yaml', resolve('specs/data')],
    ['data', 'own.yaml', resolve('data')],
    ['~/data', '/home/ada/specs/own.yaml', join(homedir(), 'data')],
    ['~kmnist', '/home/ada/specs/own.yaml', '/home/ada/specs/~kmnist'],
  ])('at %s in %s lies at %s', (path, file, absolute) => {
    expect(datasetOf(`{name: kmnist, path: ${path}}`, file)).toMatchObject({ path: absolute });
  });

  it("starts at the spec's folder on the command line too", () => {
    const { setup } = specOf(`${minimal}dataset: {name: own, path: a}\n`, ['dataset.path=b']);
    expect(setup).toMatchObject({ dataset: { name: 'own', path: resolve('sweeps/b') } });
  });

  it('may name its classes', () => {
    const dataset = datasetOf('{name: own, path: x, classes: [cat, "2", dog]}');
    expect(dataset).toMatchObject({ classNames: ['cat', '2', 'dog'] });
  });

  it('may set any number of images aside, which the files decide about', () => {
    const spec = specOf(`${minimal}dataset: {name: own, path: x}\nvalidation: 250000\n`);
    expect(spec.setup).toMatchObject({ validation: { kind: 'holdout', size: 250_000, seed: 0 } });
  });

  it('is the same sweep wherever it lies, and another under another name', () => {
    const canonical = (dataset: string) => canonicalSpec(specOf(`${minimal}dataset: ${dataset}\n`));
    expect(canonical('{name: own, path: x}')).toBe(canonical('{name: own, path: y/z.npz}'));
    expect(canonical('{name: own, path: x}')).not.toBe(canonical('{name: other, path: x}'));
  });
});

const NAME_RULE = 'text of at most 100 characters that is no number and holds no / and no control character';
const OWN_RULE = `${NAME_RULE}, and not the published fashion-mnist or synthetic`;

describe('a mistake in the dataset', () => {
  it.each<[string, string, string[], string?]>([
    [
      'an unknown name without a path',
      'kmnist',
      ['3:10 dataset must be one of fashion-mnist, synthetic, not kmnist'],
      'A dataset of your own needs its path: {name: kmnist, path: ./data/kmnist}.',
    ],
    [
      'a path alone',
      './data/kmnist',
      ['3:10 dataset must be one of fashion-mnist, synthetic, not ./data/kmnist'],
      'Write {name: …, path: ./data/kmnist}, with a name of your choice.',
    ],
    ['no name', '{path: x}', [`3:1 dataset.name is missing: it must be ${OWN_RULE}`]],
    [
      'a published name with a path',
      '{name: fashion-mnist, path: x}',
      [`3:17 dataset.name must be ${OWN_RULE}, not fashion-mnist`],
      'SWEEP_DATA_DIR names the folder of the published files; data of your own takes a name of its own.',
    ],
    ['a name with a slash', '{name: a/b, path: x}', [`3:17 dataset.name must be ${OWN_RULE}, not a/b`]],
    [
      'a path that is none, and a stand-in',
      '{name: own, path: 3, offline: synthetic}',
      [
        '3:28 dataset.path must be the path of a folder of IDX files or of an .npz file, of at most 4096 characters, not 3',
        '3:40 dataset.offline must be left out beside a path: nothing stands in for data of your own, not synthetic',
      ],
    ],
    [
      'classes of a published dataset',
      '{name: synthetic, classes: [a, b]}',
      ['3:37 dataset.classes must be left out without a path, not [a, b]'],
    ],
    [
      'a class that is a number',
      '{name: own, path: x, classes: [a, 2]}',
      ['3:44 dataset.classes must be text of 1 to 100 characters without line breaks, not 2'],
      'Put it in quotes: "2".',
    ],
    [
      'a class twice',
      '{name: own, path: x, classes: [a, b, a]}',
      ['3:40 dataset.classes must name each class once, not [a, b, a]'],
    ],
    [
      'one class',
      '{name: own, path: x, classes: [a]}',
      ['3:40 dataset.classes must name 2 to 1000 classes, not [a]'],
    ],
    [
      'classes that are no list',
      '{name: own, path: x, classes: a}',
      ['3:40 dataset.classes must be a list of names, one for each class, not a'],
    ],
    [
      'a list',
      '[a, b]',
      [
        '3:10 dataset must be a dataset or a mapping such as {name: fashion-mnist, offline: synthetic} or {name: kmnist, path: ./data/kmnist}, not [a, b]',
      ],
    ],
  ])('%s', (_what, dataset, expected, hint) => {
    const text = `${minimal}dataset: ${dataset}\n`;
    expect(errorsOf(text)).toEqual(expected);
    const parsed = parse(text);
    if (hint) expect(!parsed.ok && parsed.problems[0]?.hint).toBe(hint);
  });

  it('is not to leave a published dataset enough images to train on', () => {
    const rule = 'must be test, or a number of images from 10 to 59000, not 59001';
    expect(errorsOf(`${minimal}validation: 59001\n`)).toEqual([`3:13 validation ${rule}`]);
    expect(errorsOf(`${minimal}dataset: synthetic\nvalidation: {size: 59001}\n`)).toEqual([
      `4:20 validation.size ${rule}`,
    ]);
    expect(errorsOf(`${minimal}validation: 59000\n`)).toEqual([]);
  });
});
