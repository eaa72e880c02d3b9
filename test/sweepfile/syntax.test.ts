import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSpec } from '../../src/sweepfile/parse.ts';
import { errorsOf, parse, specOf } from './read.ts';

const TOO_DEEP =
  'The spec nests too deeply: lists and mappings may stand in one another 100 levels deep, and here begins one more';

describe('the text of a spec', () => {
  const broken: readonly (readonly [title: string, text: string, ...errors: string[]])[] = [
    ['an empty file', '', '1:1 The spec is empty'],
    ['a file with comments alone', '# later\n', '1:1 The spec is empty'],
    [
      'an explicit null',
      '---\n~\n',
      '2:1 A spec is a mapping of keys such as method and parameters, not plain text',
    ],
    [
      'a list',
      '- method: grid\n',
      '1:1 A spec is a mapping of keys such as method and parameters, not a list',
    ],
    [
      'a colon without a space',
      'method:grid\n',
      '1:1 A spec is a mapping of keys such as method and parameters, not plain text',
    ],
    [
      'tabs on several lines',
      'method: grid\nparameters:\n\tepochs: 5\n\tunits: 3\n',
      '3:1 This line is indented with a tab; YAML allows spaces only',
      '4:1 This line is indented with a tab; YAML allows spaces only',
    ],
    [
      'an unclosed list',
      'method: grid\nparameters: {optimizer: [sgd, adam}\n',
      '2:35 A list opened with [ is not closed with ] before this',
    ],
    [
      'an unclosed quote',
      "method: grid\nname: 'x\n",
      '2:9 A quote is opened here or before, but never closed',
    ],
    ['a line without a colon', 'method: grid\nparameters\n', '2:1 This line has no "key: value"'],
    [
      'wrong indentation',
      'method: grid\nparameters:\n  epochs: 1\n units: 2\n',
      '4:1 This line is indented differently from the keys around it',
    ],
    [
      'an unquoted colon',
      'description: what: ever\nmethod: grid\n',
      '1:14 A second "key: value" stands on the line of the first, or is indented deeper than its key',
    ],
    ['a reserved character', 'name: @home\n', '1:7 A text without quotes cannot start with this character'],
    [
      'a tag',
      'name: !secret x\nmethod: grid\n',
      '1:7 Only the tags !!str, !!int, !!float, !!bool and !!null have a meaning in a spec',
    ],
    [
      'a key that stands twice',
      'method: grid\nparameters:\n  epochs: 1\n  epochs: 2\n',
      '4:3 The key epochs stands twice in this mapping',
    ],
    [
      'two documents',
      'method: grid\nparameters: {epochs: 1}\n---\nmethod: random\n',
      '4:1 A second document begins here; a spec is a single one',
    ],
    [
      'an unknown alias',
      'method: grid\nname: *n\nparameters: {epochs: 1}\n',
      '2:7 No anchor &n stands before this alias',
      '2:7 name must be text of at most 100 characters that is no number and holds no / and no control character, but it has no value',
    ],
    [
      'a merge of a number',
      '<<: 4\nmethod: grid\nparameters: {epochs: 1}\n',
      '1:1 The merge key << takes a mapping or a list of mappings, such as *defaults',
    ],
    [
      'two merges that differ',
      'method: grid\nparameters:\n  epochs: &a {value: 1}\n  units: &b {value: 2}\n  filters: {<<: [*a, *b], value: 3}\n  batch_size: {<<: [*a, *a]}\n  learning_rate: {<<: [*a, *b]}\n',
      '7:18 The key value stands in two of the mappings that << merges here, and readers of YAML take different ones',
    ],
    ['a list as a key', '? [a]\n: 1\nmethod: grid\nparameters: {epochs: 1}\n', '1:3 A key must be a name'],
    ['endless brackets', `a: ${'['.repeat(100_000)}`, `1:103 ${TOO_DEEP}`],
    ['endless dashes', '- '.repeat(100_000), `1:201 ${TOO_DEEP}`],
    ['endless keys that are questions', '? '.repeat(100_000), `1:201 ${TOO_DEEP}`],
    [
      'endless indentation',
      Array.from({ length: 1300 }, (_, level) => `${' '.repeat(level)}a:\n`).join(''),
      `101:102 ${TOO_DEEP}`,
    ],
  ];
  it.each(broken)('%s is answered with its place', (_title, text, ...errors) => {
    expect(errorsOf(text)).toEqual(errors);
  });

  it('an empty file is answered with a minimal spec', () => {
    const parsed = parse('');
    expect(parsed.ok ? '' : parsed.problems[0]!.hint).toContain(
      '"method: grid" and "parameters: {optimizer: [sgd, adam]}"',
    );
  });

  it('anchors, aliases and merge keys work', () => {
    const spec = specOf(`
method: grid
parameters:
  units: &sizes {values: [32, 64]}
  filters: *sizes
  learning_rate: &range {distribution: q_uniform, min: 0.1, max: 0.3, q: 0.1}
  dropout:
    <<: *range
    max: 0.2
`);
    expect(spec.space.get('filters')!.grid()!.size).toBe(2);
    expect(spec.space.get('learning_rate')!.support!.max).toBe(0.3);
    expect(spec.space.get('dropout')!.support!.max).toBe(0.2);
  });

  it('a mistake in an anchored value is shown where it is written', () => {
    const text = 'method: grid\nparameters:\n  units: &size 0\n  filters: *size\n';
    expect(errorsOf(text).map((error) => error.slice(0, 20))).toEqual([
      '3:16 units must be an'.slice(0, 20),
      '3:16 filters must be an'.slice(0, 20),
    ]);
  });

  it('many lists beside one another nest no deeper', () => {
    const keys = Array.from({ length: 2000 }, (_, index) => `[${index}]`).join(', ');
    expect(errorsOf(`method: grid\nparameters: {units: [${keys}]}\n`)).toEqual([
      expect.stringMatching(/^2:22 units must be/),
    ]);
    const blocks = Array.from({ length: 300 }, (_, index) => `    - # [[[\n      - ${index + 1}\n`).join('');
    expect(specOf(`method: grid\nparameters:\n  units:\n${blocks}`).space.get('units')!.grid()!.size).toBe(
      300,
    );
  });

  it('YAML 1.2 decides what a scalar is, whatever a directive says', () => {
    expect(
      specOf('method: grid\nparameters: {learning_rate: [1e-3, .5, 0x1]}\n')
        .space.get('learning_rate')!
        .definition(),
    ).toEqual({
      distribution: 'categorical',
      values: [0.001, 0.5, 1],
    });
    expect(specOf('%YAML 1.1\n---\nmethod: grid\nname: off\nparameters: {epochs: 0x10}\n')).toMatchObject({
      name: 'off',
    });
  });

  it('a byte order mark and Windows line ends do not matter', () => {
    expect(specOf('\uFEFFmethod: grid\r\nparameters:\r\n  epochs: 3\r\n').method).toBe('grid');
    expect(errorsOf('\uFEFFmehtod: grid\r\nparameters: {epochs: 1}\r\n')[0]).toMatch(/^1:1 /);
  });

  it('no text makes the parser throw', () => {
    const word = fc.constantFrom(
      ...[
        'method',
        'grid',
        'parameters',
        'epochs',
        'values',
        'min',
        'max',
        'distribution',
        'uniform',
        'metric',
        'name',
      ],
      ...[
        ': ',
        ':',
        '\n',
        '\n  ',
        '\n    ',
        '- ',
        '[',
        ']',
        '{',
        '}',
        ', ',
        '1',
        '1.0',
        '-3',
        '&a',
        '*a',
        '<<',
        '"',
        "'",
        '\t',
      ],
      ...[
        '---\n',
        '#',
        '|',
        '>',
        '!',
        '!!int ',
        '? ',
        '%YAML 1.1\n',
        '\0',
        '\uFEFF',
        '__proto__',
        'constructor',
        '~',
        '.nan',
        '.inf',
      ],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(word, { maxLength: 60 }).map((words) => words.join('')),
    );
    fc.assert(
      fc.property(text, text, (spec, value) => {
        const parsed = parseSpec(spec, { file: 'x.yaml', overrides: [`epochs=${value}`, value] });
        expect(parsed.ok || parsed.problems.length > 0).toBe(true);
      }),
      { numRuns: 1500, seed: 1 },
    );
  });

  it('no value of a known key makes the parser throw', () => {
    const keys = [
      'name',
      'description',
      'model',
      'dataset',
      'method',
      'metric',
      'seed',
      'run_cap',
      'validation',
      'workers',
      'program',
      'command',
      'trainer',
      'time_budget',
      'early_terminate',
    ];
    const definition = fc.dictionary(
      fc.constantFrom(
        'distribution',
        'value',
        'values',
        'min',
        'max',
        'q',
        'mu',
        'sigma',
        'a',
        'b',
        'probabilities',
        'x',
      ),
      fc.oneof(
        fc.jsonValue({ maxDepth: 2 }),
        fc.double(),
        fc.constantFrom('normal', 'q_beta', 'uniform', 'int_uniform'),
      ),
    );
    const parameters = fc.dictionary(
      fc.constantFrom('epochs', 'learning_rate', 'optimizer', 'units', 'nesterov', 'dropout', 'initializer'),
      fc.oneof(definition, fc.jsonValue({ maxDepth: 3 })),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()), parameters, (top, inner) => {
        const parsed = parseSpec(JSON.stringify({ method: 'grid', ...top, parameters: inner }), {
          file: 'x.yaml',
        });
        expect(parsed.ok || parsed.problems.length > 0).toBe(true);
        for (const { message } of parsed.ok ? [] : parsed.problems)
          expect(message).not.toMatch(/Invalid|expected|received/);
      }),
      { numRuns: 500, seed: 2 },
    );
  });
});
