import { execFileSync } from 'node:child_process';
import { afterAll, describe, expect, it } from 'vitest';
import { commandHelp } from '../../../src/cli/commandLine/commandHelp.ts';
import { programHelp } from '../../../src/cli/commandLine/programHelp.ts';
import { commands } from '../../../src/cli/commands/index.ts';
import { Workbench } from '../../e2e/workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

/** Rows of a usual terminal without that of the prompt below the help. */
const SCREEN = 23;

/** The commands that a help of the program has, with their purposes. */
function namedIn(help: string): string[] {
  const words = help.split('\n').flatMap((line) => [...line.matchAll(/(?<=^| {2}) {2}([a-z]+) {2,}(?=\S)/g)]);
  return words.map(([, name]) => name!).sort();
}

async function printed(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await bench.run(args);
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

describe('help', () => {
  it('names every command, the exit statuses and a first command that works from here', async () => {
    const help = await printed('--help');
    expect(namedIn(help)).toEqual(commands.map(({ name }) => name).sort());
    expect(help).toMatch(/Exit status: 0 done, 1 .* 2 wrong, 130 interrupted/);
    const [, first] = /^First: (.*)$/m.exec(help)!;
    expect(execFileSync('sh', ['-c', first!.replace(' run ', ' plan ')], { cwd: bench.folder })).toBeTruthy();
    expect(await printed('-h')).toBe(help);
    expect(await printed('help')).toBe(help);
  });

  it.each([80, 100, 50])('has all commands in groups at %i columns, on one screen from 80 on', (columns) => {
    const help = programHelp(commands, columns);
    const lines = help.trimEnd().split('\n');
    expect(namedIn(help)).toEqual(commands.map(({ name }) => name).sort());
    const wrapping = lines.filter((line) => !line.startsWith('First: '));
    expect(wrapping).toHaveLength(lines.length - 1);
    for (const line of wrapping) expect(line.length).toBeLessThanOrEqual(columns);
    if (columns >= 80) expect(lines.length).toBeLessThanOrEqual(SCREEN);
  });

  it('of a command names its options', async () => {
    const help = await printed('help', 'run');
    for (const option of ['workers', 'max-trials', 'set']) {
      expect(help).toMatch(new RegExp(`^ {2}--${option} `, 'm'));
    }
    expect(help).toMatch(/^Everywhere: --db, --json, /m);
    expect(await printed('run', 'x.yaml', '--help')).toBe(help);
  });

  it.each(commands.map((command) => [command.name, command] as const))(
    'of %s fits a screen of 80 columns, with an example first',
    (name, command) => {
      const lines = commandHelp(command, 80).trimEnd().split('\n');
      expect(lines.find((line) => line.startsWith('  '))).toMatch(new RegExp(`^ {2}sweep ${name}\\b`));
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
      expect(lines.length).toBeLessThanOrEqual(SCREEN);
    },
  );

  it('is in English wherever it is read', async () => {
    const { stdout } = await bench.runWith({ env: { LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' } }, '--help');
    expect(stdout).toMatch(/^Train /m);
  });
});

describe('completion', () => {
  it('is a script that bash can read', async () => {
    const script = await printed('completion');
    execFileSync('bash', ['-n'], { input: script });
    expect(script).toContain('--get-yargs-completions');
  });

  it('offers commands, options and their values', async () => {
    const offered = async (...words: string[]) =>
      (await printed('--get-yargs-completions', 'sweep', ...words)).trim().split('\n');
    expect(await offered('lea')).toContain('leaderboard');
    expect(await offered('leaderboard', '--')).toEqual(expect.arrayContaining(['--sort', '--where', '--db']));
    expect(await offered('leaderboard', '--by', '')).toEqual(['configuration', 'trial']);
  });
});
