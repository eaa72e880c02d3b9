import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TINY_SPEC, Workbench } from './workbench.ts';

const bench = new Workbench();
beforeAll(async () => {
  bench.write('tiny.yaml', TINY_SPEC);
  expect((await bench.run(['run', 'tiny.yaml', '--quiet', '--max-trials', '1'])).status).toBe(0);
});
afterAll(() => bench.remove());

const STACK = /\n\s+at /;

const isLinux = process.platform === 'linux';
/** Node 20 opens the files of all modules at once, later versions one after another. */
const OPENS_ALL = Number(process.versions.node.split('.')[0]) < 22;

describe.runIf(isLinux && !OPENS_ALL)('few files that may be open', () => {
  it.each([
    ['ls', 24],
    ['run tiny.yaml --quiet', 64],
  ])('are enough for sweep %s', async (line, limit) => {
    const { status, stderr } = await bench.shell(`ulimit -n ${limit}; sweep ${line}`);
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});

describe.runIf(isLinux && OPENS_ALL)('too few files that may be open', () => {
  it.each([
    ['ls', 24],
    ['ls', 40],
    ['run tiny.yaml', 64],
    ['serve --port 0', 64],
    ['serve --port 0', 128],
    ['run tiny.yaml --serve --port 0', 128],
  ])('is what sweep %s says under ulimit -n %i', async (line, limit) => {
    const { status, stderr, stdout } = await bench.shell(`ulimit -n ${limit}; sweep ${line}`);
    expect(stderr).toMatch(
      new RegExp(`error \\(too_few_files\\): This process may open ${limit} files[\\s\\S]*ulimit -n`),
    );
    expect(stderr + stdout).not.toMatch(STACK);
    expect(status).toBe(2);
  });
});

describe('a working directory that was removed', () => {
  it.each(['ls', 'run /nowhere.yaml', 'serve', 'doctor', '--help', '--version'])(
    'is what sweep %s says',
    async (line) => {
      const { status, stderr } = await bench.shell(`mkdir -p gone; cd gone; rmdir ../gone; sweep ${line}`);
      expect(stderr).toMatch(/error \(folder_gone\)[\s\S]*cd/);
      expect(stderr).not.toMatch(STACK);
      expect(status).toBe(2);
    },
  );
});

describe('an error that nobody catches', () => {
  /** Preloads a script that throws after a moment, only in the main thread. */
  const crashing = (statement: string, ms: number) => {
    const code = `import{isMainThread}from"node:worker_threads";if(isMainThread)setTimeout(()=>{${statement}},${ms})`;
    return `NODE_OPTIONS='--import data:text/javascript,${encodeURIComponent(code)}'`;
  };
  const THROW = 'throw new Error("out of the blue")';
  const REJECT = 'Promise.reject(new Error("out of the blue"))';

  it.each([THROW, REJECT])(
    'is said without a stack, and the dashboard ends cleanly (%s)',
    async (statement) => {
      const { status, stderr } = await bench.shell(
        `export ${crashing(statement, 2000)}; timeout 40 "$NODE" "$SWEEP" serve --port 0`,
      );
      expect(stderr).toMatch(/^Whoever has this link [^\n]+\nerror \(internal\): out of the blue\n$/);
      expect(status).toBe(1);
    },
  );

  it('lets a run end at its next step, with what it has done', async () => {
    bench.write('long.yaml', TINY_SPEC.replace('tiny', 'long').replace('epochs: 2', 'epochs: 9000'));
    const { status, stderr } = await bench.shell(
      `export ${crashing(THROW, 8000)}; timeout 50 "$NODE" "$SWEEP" run long.yaml`,
    );
    expect(stderr).toMatch(/^error \(internal\): out of the blue\n/);
    expect(stderr).not.toMatch(STACK);
    expect(status).toBe(1);
    const { stdout } = await bench.run(['ls', '--json']);
    expect(JSON.parse(stdout)[0]).toMatchObject({ name: 'long', state: 'interrupted' });
  });

  it('comes with its stack where --debug asks for it', async () => {
    expect((await bench.run(['export', '9'])).stderr).not.toMatch(STACK);
    expect((await bench.run(['export', '9', '--debug'])).stderr).toMatch(/trial_not_found[\s\S]*\n\s+at /);
  });
});
