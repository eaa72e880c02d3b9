import { describe, expect, it } from 'vitest';
import { errorsOf, parse, specOf, warningsOf } from './read.ts';

const TOO_LARGE =
  'The spec is too large: it may hold 100,000 keys and values, aliases counted as what they stand for';
const many = (count: number, item: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => item(i));

/** Aliases of aliases: each level stands for nine times the one before. */
const laughs = (levels: number, last: string) =>
  `method: grid\nparameters: {epochs: 1}\na0: &a0 [${many(9, () => 'x')}]\n` +
  many(levels, (i) => `a${i + 1}: &a${i + 1} [${many(9, () => `*a${i}`)}]\n`).join('') +
  `${last}: *a${levels}\n`;

describe('a spec that stands for too much', () => {
  it.each(['early_stopping', 'parameters', 'dataset', 'description', 'metric'])(
    'through aliases of aliases under %s is refused where it passes the limit',
    (key) => {
      expect(errorsOf(laughs(9, key))).toEqual([`8:10 ${TOO_LARGE}`]);
    },
  );

  it('through merge keys of merge keys is refused', () => {
    const chain = many(9000, (i) =>
      i === 0 ? 'm0: &m0 {k: 1}\n' : `m${i}: &m${i} {k${i}: 1, <<: *m${i - 1}}\n`,
    );
    expect(errorsOf(chain.join(''))).toEqual([expect.stringMatching(new RegExp(`^\\d+:\\d+ ${TOO_LARGE}$`))]);
  });

  it('is not one with fifty mappings that each add a key to the one before', () => {
    const chain = many(50, (i) =>
      i === 0 ? 'm0: &m0 {k: 1}\n' : `m${i}: &m${i} {k${i}: 1, <<: *m${i - 1}}\n`,
    );
    expect(errorsOf(chain.join('')).join('\n')).not.toContain(TOO_LARGE);
  });

  it('through one mapping merged again and again is refused', () => {
    const keys = many(1000, (i) => `k${i}: 1`);
    expect(errorsOf(`big: &b {${keys}}\nall: {<<: [${many(1000, () => '*b')}]}\n`)).toEqual([
      expect.stringMatching(new RegExp(`^2:\\d+ ${TOO_LARGE}$`)),
    ]);
  });

  it.each([
    ['commas', `method: grid\nparameters: {epochs: [${','.repeat(900_000)}]}\n`],
    ['empty mappings', `method: grid\nparameters: {epochs: [${'{},'.repeat(300_000)}]}\n`],
    ['documents', '---\n'.repeat(240_000)],
    ['quotes', `x: ${'"a" '.repeat(200_000)}`],
  ])('in %s is refused before it is parsed', (_title, text) => {
    expect(errorsOf(text)).toHaveLength(1);
  });

  it('in an override is refused there', () => {
    expect(
      errorsOf('method: grid\nparameters: {epochs: 1}\n', [`units=[${many(100_001, () => '1')}]`]),
    ).toEqual([`--set units ${TOO_LARGE}`]);
  });

  it('is not one with a list of 90,000 values', () => {
    const values = many(90_000, (i) => `0.${String(i + 1).padStart(5, '0')}`);
    expect(
      specOf(`method: grid\nparameters: {learning_rate: [${values}]}\n`).space.get('learning_rate')!.grid()!
        .size,
    ).toBe(90_000);
  });
});

describe('a spec with very many mistakes', () => {
  const mistakes: readonly [string, string][] = [
    [
      'unknown keys',
      `method: grid\nparameters: {epochs: 1}\n${many(40_000, (i) => `key${i}: 1\n`).join('')}`,
    ],
    [
      'unknown parameters',
      `method: grid\nmodel: ann\nparameters:\n${many(40_000, (i) => `  learning_rate${i}: 1\n`).join('')}`,
    ],
    ['keys that stand twice', `method: grid\n${many(40_000, () => 'x: 1\n').join('')}`],
    ['wrong values', `method: grid\nparameters: {optimizer: [${many(80_000, () => 'adamm')}]}\n`],
    ['wrong models', `method: grid\nparameters: {epochs: 1}\nmodel: [${many(80_000, () => 'anm')}]\n`],
    [
      'wrong probabilities',
      `method: random\nrun_cap: 1\nparameters: {epochs: {values: [1], probabilities: [${many(80_000, () => '2')}]}}\n`,
    ],
    ['unknown anchors', `method: grid\nparameters: {epochs: [${many(80_000, () => '*x')}]}\n`],
  ];

  it.each(mistakes)('%s: lists the first 50 and says that there are more', (_title, text) => {
    const errors = errorsOf(text);
    expect(errors).toHaveLength(51);
    expect(errors.at(-1)).toMatch(/^\d+:\d+ more mistakes follow$/);
    expect(errors.join('\n').length).toBeLessThan(20_000);
  });

  it('lists the first 50 warnings too', () => {
    const warnings = warningsOf(`method: grid\nparameters: {optimizer: [${many(5000, () => 'adam')}]}\n`);
    expect(warnings).toHaveLength(51);
    expect(warnings.at(-1)).toMatch(/more warnings follow$/);
  });

  it('says the legal names once', () => {
    const parsed = parse(
      'method: grid\nmodel: ann\nparameters: {qqqqqqqqq: 1, wwwwwwwww: 2}\nzzzzzzzz: 1\nyyyyyyyy: 2\n',
    );
    const text = JSON.stringify(parsed);
    expect(text.match(/Those of networks are optimizer/g)).toHaveLength(1);
    expect(text.match(/which takes name, description/g)).toHaveLength(1);
  });
});

describe('a very long text in a spec', () => {
  it.each([
    ['the name of a parameter', `method: grid\nparameters: {"${'epochs'.repeat(150_000)}": 1}\n`],
    ['a value', `method: grid\nparameters: {optimizer: ${'adam'.repeat(230_000)}}\n`],
    ['a dataset', `method: grid\nparameters: {epochs: 1}\ndataset: ${'n/'.repeat(450_000)}\n`],
    ['a number', `method: grid\nparameters: {epochs: "${'0'.repeat(450_000)}5"}\n`],
    ['wrong escapes', `method: grid\nname: "${'\\z'.repeat(400_000)}"\n`],
    ['a group', `method: grid\nparameters: {early_stopping: [${many(50_000, (i) => `q${i}`)}]}\n`],
  ])('as %s is cut in what is said of it', (_title, text) => {
    const said = JSON.stringify(parse(text));
    expect(said).toContain('"ok":false');
    expect(said.length).toBeLessThan(5000);
  });
});
