import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../../src/cli/commandLine/read.ts';
import { commands } from '../../../src/cli/commands/index.ts';

/** Splits at spaces; '' stands for an empty text. */
const words = (line: string) => line.split(' ').map((word) => (word === "''" ? '' : word));
const read = (line: string) => readCommandLine(line === '' ? [] : words(line), commands);

async function work(line: string) {
  const found = await read(line);
  if (found.wants !== 'work') throw new Error(`wants ${found.wants}`);
  return { name: found.command.name, values: found.values, everywhere: found.everywhere };
}

describe('a command line is read', () => {
  it.each<[string, object]>([
    [
      'run cnn.yaml --set epochs=2 --set=units=[4] --max-trials 3',
      { spec: 'cnn.yaml', set: ['epochs=2', 'units=[4]'], maxTrials: 3 },
    ],
    ['run - --workers 1', { spec: '-', workers: 1 }],
    ['plan --seed 0 cnn.yaml', { spec: 'cnn.yaml', seed: 0 }],
    ['leaderboard', { sweep: undefined, limit: 20, by: 'configuration' }],
    ['leaderboard cnn --limit 0 --sort -val_accuracy', { sweep: 'cnn', limit: 0, sort: '-val_accuracy' }],
    ['leaderboard -1', { sweep: '-1' }],
    ['leaderboard -- --help', { sweep: '--help' }],
    ['leaderboard -- —odd', { sweep: '—odd' }],
    ['leaderboard --hidden=false', { hidden: false }],
    ['compare ann cnn', { sweep: ['ann', 'cnn'], by: undefined }],
    ['serve --no-open --port 0', { open: false, port: 0, host: '127.0.0.1' }],
    ['data fetch', { action: 'fetch' }],
  ])('%s', async (line, values) => {
    expect((await work(line)).values).toMatchObject(values);
  });

  it('with the options of all commands before the name or behind it', async () => {
    const before = await work('--db old.db --json ls --no-color');
    expect(before.everywhere).toMatchObject({ db: 'old.db', json: true, color: false });
  });

  it.each([
    ['', 'help', undefined],
    ['--help', 'help', undefined],
    ['-h', 'help', undefined],
    ['help', 'help', undefined],
    ['help run', 'help', 'run'],
    ['run --help', 'help', 'run'],
    ['run --wrokers 2 -h', 'help', 'run'],
    ['--version', 'version', undefined],
    ['run cnn.yaml --version', 'version', undefined],
  ])('"%s" wants %s', async (line, wants, name) => {
    const found = await read(line);
    expect(found.wants).toBe(wants);
    if (found.wants === 'help') expect(found.command?.name).toBe(name);
  });
});

describe('a command line is refused', () => {
  it.each<[string, string, string]>([
    ['--json', 'Name a command: run, plan, ls', '--help'],
    ['rnu x.yaml', 'There is no command rnu', 'Did you mean run?'],
    ['rnu --help', 'There is no command rnu', 'Did you mean run?'],
    ['help rnu', 'There is no command rnu', 'Did you mean run?'],
    ['LS', 'There is no command LS', 'Did you mean ls?'],
    ['ui', 'There is no command ui', 'Did you mean serve?'],
    ['fetch', 'There is no command fetch', 'Did you mean data fetch?'],
    ['cnn.yaml', 'There is no command cnn.yaml', 'Did you mean run cnn.yaml?'],
    ['xyzzy', 'There is no command xyzzy', 'There are: run, plan'],
    ['constructor', 'There is no command constructor', 'There are: run, plan'],
    ['show', 'show needs a trial', 'show 3'],
    ['stop', 'stop needs a sweep or a trial', 'stop cnn'],
    ["leaderboard ''", 'The sweep is an empty text', 'leaderboard [sweep]'],
    ['show 1 2', 'show takes one trial: 2 is too much', 'show <trial>'],
    ['ls cnn', 'ls takes only options: cnn is too much', 'ls'],
    ['run a.yaml epochs=3', 'epochs=3 is too much', 'Did you mean --set epochs=3?'],
    ['leaderboard --where optimizer = adam', 'is too much', 'Quote a filter that has spaces'],
    ['data fecth', 'The action must be status or fetch, not fecth', 'Did you mean fetch?'],
    ['leaderboard --by trail', '--by must be configuration or trial, not trail', 'Did you mean trial?'],
    ['export best --format parqet', 'not parqet', 'Did you mean parquet?'],
    ['ls --db a --db b', '--db takes one value and is given 2: a, b', 'Leave one of them'],
    ['run x --workers 1 --workers 2', '--workers takes one value and is given 2: 1, 2', 'Leave one'],
    ['leaderboard --sort a --sort=b', '--sort takes one value and is given 2: a, b', 'Leave one'],
    ['ls --db', '--db needs a value', 'Database file'],
    ['ls --db --json', '--db needs a value', 'Database file'],
    ["ls --db ''", '--db needs a value, not an empty text', 'Database file'],
    ['plan x --workers=', '--workers needs a value, not an empty text', 'Trials at once'],
    ['ls --no-db', '--db takes a value: there is no --no-db', ''],
    ['ls --json=yes', '--json takes no value, and was given yes', ''],
    ['ls --no-json=yes', '--no-json takes no value', ''],
    ['run x --wrokers 2', 'run has no option --wrokers', 'Did you mean --workers?'],
    ['run x --work 2', 'run has no option --work', 'Did you mean --workers?'],
    ['run x --maxTrials 2', 'run has no option --maxTrials', 'Did you mean --max-trials?'],
    ['ls --DB x', 'ls has no option --DB', 'Did you mean --db?'],
    ['ls -json', 'ls has no option -json', 'Did you mean --json?'],
    ['ls —json', 'ls has no option —json', 'Did you mean --json?'],
    ['ls -q', 'ls has no option -q', '--help'],
    ['--wat', 'There is no option --wat', '--help'],
    ['ls --limit 3', 'ls has no option --limit', '--limit belongs to leaderboard'],
    ['run x --epochs 3', 'run has no option --epochs', 'Did you mean --set epochs=3?'],
    ['run x --epochs=3', 'run has no option --epochs', 'Did you mean --set epochs=3?'],
    ['plan x --lr 0.1', 'plan has no option --lr', 'Did you mean --set lr=0.1?'],
    ['plan x --run-cap 3', 'plan has no option --run-cap', 'Did you mean --set run_cap=3?'],
    ['show --nope', 'show has no option --nope', 'behind --'],
  ])('"%s": %s', async (line, message, hint) => {
    const error = await read(line).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ code: 'usage', message: expect.stringContaining(message) });
    expect((error as { hint?: string }).hint ?? '').toContain(hint);
  });

  const numbers = ['1.5', 'abc', '-1', 'NaN', 'Infinity', '1e400', '1,000'];
  it.each([
    ['run x --workers', 'from 1 to 256', [...numbers, '0', '257', '1e9']],
    ['plan x --workers', 'from 1 to 256', [...numbers, '0', '257', '1e9']],
    ['plan x --seed', 'from 0 to 2147483647', [...numbers, '1e10']],
    ['run x --max-trials', 'of at least 1', [...numbers, '0']],
    ['run x --port', 'from 0 to 65535', [...numbers, '65536']],
    ['serve --port', 'from 0 to 65535', [...numbers, '65536']],
    ['leaderboard --limit', 'of at least 0', ['ten', '-3', '2.5']],
  ])('%s must be an integer %s', async (line, range, values) => {
    const name = line.split(' ').at(-1);
    for (const value of values) {
      await expect(read(`${line} ${value}`)).rejects.toMatchObject({
        code: 'usage',
        message: `${name} must be an integer ${range}, not ${value}.`,
      });
    }
  });

  it('every option with no value, an empty one and two', async () => {
    for (const { name, positionals, options } of commands) {
      const start = [name, ...Object.values(positionals).flatMap(({ required }) => (required ? ['x'] : []))];
      for (const [key, { kind }] of Object.entries(options)) {
        const flag = `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
        const wrong =
          kind === 'flag' ? [[`${flag}=maybe`]] : [[flag], [flag, ''], [`${flag}=`], [flag, '--json']];
        if (kind === 'one') wrong.push([flag, '1', flag, '1']);
        for (const tail of wrong) {
          await expect(readCommandLine([...start, ...tail], commands)).rejects.toMatchObject({
            code: 'usage',
            message: expect.stringContaining(flag),
          });
        }
      }
    }
  });
});
