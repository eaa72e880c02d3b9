import { existsSync, readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFile } from '../../src/package.ts';
import { TINY_SPEC, Workbench } from './workbench.ts';

const bench = new Workbench();
beforeAll(async () => {
  bench.write('tiny.yaml', TINY_SPEC);
  expect((await bench.run(['run', 'tiny.yaml', '--quiet'])).status).toBe(0);
});
afterAll(() => bench.remove());

/** This device refuses every write, like a full disk. */
const FULL = '/dev/full';

describe.runIf(existsSync(FULL))('a full disk under standard output', () => {
  it.each(['', '--json'])('does not end a run, which says so once (run %s)', async (flag) => {
    const database = `full${flag}.db`;
    const { status, stderr } = await bench.shell(`sweep run tiny.yaml --db ${database} ${flag} > ${FULL}`);
    expect(status).toBe(0);
    expect(stderr).toBe(
      'Standard output cannot be written: the disk is full (ENOSPC). The work goes on without it; what is printed meanwhile is lost.\n',
    );
    const { stdout } = await bench.run(['ls', '--json', '--db', database]);
    expect(JSON.parse(stdout)[0]).toMatchObject({ state: 'completed', trials: { completed: 4 } });
  });

  it('does not end a run that can say nothing at all', async () => {
    const { status } = await bench.shell(`sweep run tiny.yaml --db mute.db > ${FULL} 2> ${FULL}`);
    expect(status).toBe(0);
  });

  it.each([
    'ls',
    'ls --json',
    'leaderboard',
    'show best',
    'export best',
    'compare --by optimizer',
    'plan tiny.yaml',
    'data',
    '--help',
    '--version',
  ])('fails a command that only prints: sweep %s', async (line) => {
    const { status, stderr } = await bench.shell(`sweep ${line} > ${FULL}`);
    expect(status).toBe(1);
    expect(stderr).toMatch(/output_unwritable[\s\S]*the disk is full/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('fails no command that has written its answer elsewhere', async () => {
    const { status } = await bench.shell(`sweep export best --out best.yaml > ${FULL}`);
    expect(status).toBe(0);
    expect(readFileSync(bench.path('best.yaml'), 'utf8')).toContain('model: ann');
  });
});

describe('standard output that takes no more', () => {
  it('fails a command whose answer was cut off by a limit of the file size', async () => {
    const { status, stderr } = await bench.shell('ulimit -f 1; sweep --help > help.txt');
    expect(statSync(bench.path('help.txt')).size).toBe(1024);
    expect(status).toBe(1);
    expect(stderr).toMatch(/output_unwritable[\s\S]*ulimit -f/);
  });

  it('is no fault where its reader has seen enough', async () => {
    const { stdout, stderr } = await bench.shell(
      `sweep leaderboard --json | head -c 1; echo " \${PIPESTATUS[0]}"`,
    );
    expect(stdout).toBe('[ 0\n');
    expect(stderr).toBe('');
  });
});

it('a file is written whole or not at all, and nothing is left beside it', async () => {
  const module = packageFile('dist/cli/output/wholeFile.js');
  const write = (text: string) =>
    `import('${module}').then(({ writeFileWhole }) => writeFileWhole('own.txt', ${text}))`;
  const node = (text: string) => `'${process.execPath}' -e "${write(text)}"`;
  const { stdout, stderr } = await bench.shell(
    `mkdir whole; cd whole; ${node("'before'")}; ulimit -f 1; ${node("'x'.repeat(2000)")}; ls; cat own.txt`,
  );
  expect(stderr).toMatch(/EFBIG/);
  expect(stdout).toBe('own.txt\nbefore');
});

it('export --out --force writes through a link, into a pipe, and keeps permissions', async () => {
  bench.write('target.yaml', 'old');
  const { status, stdout } =
    await bench.shell(`chmod 600 target.yaml; ln -s target.yaml link.yaml; mkfifo pipe
    cat pipe > read.yaml & sweep export best --out pipe --force; wait
    sweep export best --out link.yaml || echo refused
    sweep export best --out link.yaml --force && test -L link.yaml && test -p pipe && stat -c %a target.yaml`);
  expect(readFileSync(bench.path('read.yaml'), 'utf8')).toMatch(/^# Trial[\s\S]*\nname:/);
  expect(stdout).toMatch(/refused[\s\S]*600\n$/);
  expect(status).toBe(0);
  expect(readFileSync(bench.path('target.yaml'), 'utf8')).toContain('method: grid');
});
