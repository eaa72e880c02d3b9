import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DEFAULT_COMMAND } from '../../../src/trainable/program/command.ts';
import type { ProgramSetup } from '../../../src/trainable/program/program.ts';
import { programWorkload } from '../../../src/trainable/program/workload.ts';

const folder = mkdtempSync(join(tmpdir(), 'sweep-workload-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'train.py'), 'print(1)');
mkdirSync(join(folder, 'folder.py'));

const setup = (command: readonly string[], program?: string): ProgramSetup => ({
  kind: 'program',
  command,
  ...(program === undefined ? {} : { program }),
  directory: folder,
  graceMs: 1000,
  retries: 0,
});

/** A PATH with one program, a Python that prints that it is one. */
function onlyPython3(): NodeJS.ProcessEnv {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  const file = join(bin, 'python3');
  writeFileSync(file, '#!/bin/sh\necho Python 3.99.1\n');
  chmodSync(file, 0o755);
  return { PATH: ['/nowhere', bin].join(delimiter) };
}

const git = (...words: string[]) =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=x', '-c', 'user.email=x@x', ...words], {
    encoding: 'utf8',
  });

describe('a program that can be started', () => {
  it('records its command, interpreter and machine, and takes python3 where there is no python', async () => {
    const workload = await programWorkload(setup(DEFAULT_COMMAND, 'train.py'), onlyPython3());
    expect(workload.interpreterWord).toBe('python3');
    expect(workload.shared).toEqual({
      command: DEFAULT_COMMAND,
      program: 'train.py',
      directory: folder,
      interpreter: { path: join(folder, 'bin/python3'), version: 'Python 3.99.1' },
      host: hostname(),
    });
    expect(workload.fingerprint).toMatch(/^Python 3\.99\.1, \w+ \w+, ./);
    expect(workload.describe({ lr: 1 })).toEqual({ facts: {} });
    expect(workload.describe({ name: 'a\0b' })).toMatchObject({ code: 'configuration_invalid' });
  });

  it('records the commit, and whether the files differed from it', async () => {
    git('init', '-q');
    const shared = async () => (await programWorkload(setup(['sh', 'x.sh']))).shared;
    expect(await shared()).not.toHaveProperty('git');
    git('add', 'train.py');
    git('commit', '-qm', 'first');
    const commit = git('rev-parse', 'HEAD').trim();
    expect(await shared()).toMatchObject({ git: { commit, dirty: false } });
    writeFileSync(join(folder, 'train.py'), 'print(2)');
    expect(await shared()).toMatchObject({ git: { commit, dirty: true } });
  });

  it('is never started to ask for its version, unless it is an interpreter', async () => {
    const own = join(folder, 'own');
    writeFileSync(own, `#!/bin/sh\ntouch ${join(folder, 'was-run')}\n`);
    chmodSync(own, 0o755);
    const { shared } = await programWorkload(setup(['./own', '${args}']));
    expect(shared).not.toHaveProperty('interpreter');
    expect(() => execFileSync('test', ['-e', join(folder, 'was-run')])).toThrow();
  });
});

describe('what cannot be started is refused', () => {
  symlinkSync('/nowhere/at/all', join(folder, 'broken.py'));
  it.each<[string, readonly string[], string | undefined, RegExp]>([
    ['a program that is not there', DEFAULT_COMMAND, 'other.py', /There is no file .*other\.py/],
    ['a broken link', DEFAULT_COMMAND, 'broken.py', /There is no file .*broken\.py/],
    ['a folder', DEFAULT_COMMAND, 'folder.py', /folder\.py is no file/],
    [
      'what is not on the PATH',
      ['/usr/bin/env', 'A=1', 'no-such-tool'],
      undefined,
      /no no-such-tool on the PATH/,
    ],
    ['a script that is not executable', ['./train.py'], undefined, /train\.py cannot be executed/],
    ['a path that leads nowhere', ['bin/nothing'], undefined, /There is no file .*bin\/nothing/],
    ['a command of nothing', ['${env}'], undefined, /names no program/],
    [
      'a variable that is not set',
      ['sh', '${envvar:NOT_THERE}'],
      undefined,
      /no environment variable NOT_THERE/,
    ],
  ])('%s', async (_, command, program, message) => {
    await expect(programWorkload(setup(command, program))).rejects.toThrow(message);
  });

  it('a folder that is gone', async () => {
    const gone = { ...setup(['sh']), directory: join(folder, 'gone') };
    await expect(programWorkload(gone)).rejects.toThrow(/gone is not there/);
  });
});
