import { execFileSync } from 'node:child_process';
import { afterAll, describe, expect, it } from 'vitest';
import { commandHelp } from '../../../src/cli/commandLine/commandHelp.ts';
import { commands } from '../../../src/cli/commands/index.ts';
import { Workbench } from '../../e2e/workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

async function printed(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await bench.run(args);
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

describe('help', () => {
  it('names every command, the exit statuses and a first command that works from here', async () => {
    const help = await printed('--help');
    for (const { name } of commands) expect(help).toMatch(new RegExp(`^ {2}sweep ${name}\\b`, 'm'));
    expect(help).toMatch(/Exit status: 0 done; 1 [\s\S]*2 the command[\s\S]*130 interrupted/);
    const [, first] = /First time\? Try: (.*)$/m.exec(help)!;
    expect(execFileSync('sh', ['-c', first!.replace(' run ', ' plan ')], { cwd: bench.folder })).toBeTruthy();
    expect(await printed('-h')).toBe(help);
    expect(await printed('help')).toBe(help);
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
      // The prompt below it takes the last row. The formats of an export are a list of their own.
      const own = lines.findIndex((line) => line.startsWith('Formats of'));
      expect(own < 0 ? lines.length : own).toBeLessThanOrEqual(23);
    },
  );

  it('is in English wherever it is read', async () => {
    const { stdout } = await bench.runWith({ env: { LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' } }, '--help');
    expect(stdout).toMatch(/^Commands:/m);
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
