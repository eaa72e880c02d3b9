import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { isStopped, processesWith, showsProcesses } from '../helpers/processes.ts';
import { TINY_SPEC, Workbench } from './workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

/** Starts a command that serves the dashboard, and waits for the link that it prints. */
async function serve(args: readonly string[], env: Readonly<Record<string, string>> = {}, at = bench) {
  const child = at.start(args, undefined, { env });
  let printed = '';
  const link = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      printed += chunk;
      const found = /(http:\/\/\S+?)[\s"]/.exec(printed);
      if (found) resolve(found[1]!);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', () => reject(new Error(printed)));
  });
  return {
    link,
    url: new URL('/', link).href,
    printed: () => printed,
    /** Asks for a pause as another user of the machine would, or with the token. */
    async pause(search = ''): Promise<number> {
      const body = new URLSearchParams({ kind: 'pause_sweep' });
      const address = new URL(`/sweeps/1/requests${search}`, link);
      return (await fetch(address, { method: 'POST', body, redirect: 'manual' })).status;
    },
    async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
      child.kill(signal);
      await once(child, 'exit');
    },
  };
}

describe('sweep serve', () => {
  it('prints first steps on an empty page that can be typed where it was started', async () => {
    const empty = new Workbench();
    onTestFinished(() => empty.remove());
    const server = await serve(['serve', '--port', '0', '--db', 'other.db'], {}, empty);
    onTestFinished(() => server.stop());
    const text = (await (await fetch(server.url)).text()).replaceAll('&#39;', "'");
    expect(text).toContain(`in the folder <code>${empty.folder}</code>`);
    const commands = [...text.matchAll(/<pre>([\s\S]*?)<\/pre>/g)].flatMap(([, lines]) =>
      lines!.trim().split('\n'),
    );
    expect(commands).toHaveLength(3);
    const { status, stdout } = await empty.shell(
      `set -e\n${commands.join('\n').replaceAll(' run ', ' plan ')}`,
    );
    expect(status).toBe(0);
    expect(stdout.match(/6 configurations/g)).toHaveLength(2);
  }, 120_000);

  it('prints a link with a token, the same one the next time, without which nothing is changed', async () => {
    bench.write('tiny.yaml', TINY_SPEC);
    expect((await bench.run(['run', 'tiny.yaml', '--max-trials', '1'])).status).toBe(0);
    const links: string[] = [];
    for (const flags of [[], ['--json']]) {
      const server = await serve(['serve', '--port', '0', ...flags]);
      links.push(new URL(server.link).search);
      expect((await fetch(`${server.url}sweeps/1`)).status).toBe(200);
      expect(await server.pause()).toBe(403);
      expect(await server.pause(links[0])).toBe(409);
      expect(server.printed()).toMatch(/other users of this machine can read only/);
      await server.stop();
    }
    expect(links[0]).toMatch(/^\?token=[\w-]{32}$/);
    expect(links[1]).toBe(links[0]);
  });

  it('shows nothing without it where it is private, and needs none where that is said', async () => {
    const closed = await serve(['serve', '--port', '0', '--private']);
    expect((await fetch(closed.url)).status).toBe(401);
    await closed.stop();
    const open = await serve(['serve', '--port', '0', '--no-token']);
    expect(open.link).toBe(open.url);
    expect(await open.pause()).toBe(409);
    expect(open.printed()).toMatch(/Every user of this machine can/);
    await open.stop();
  });

  it.each([
    [['serve', '--private', '--no-token'], /--private and --no-token contradict/],
    [['serve', '--host', '0.0.0.0', '--no-token'], /other machines reach the dashboard/],
    [['run', 'tiny.yaml', '--serve', '--private', '--no-token'], /--private and --no-token contradict/],
  ])('%j is refused before anything is done', async (args, message) => {
    const { status, stderr } = await bench.run(args);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

it('sweep run --serve asks for the same token', async () => {
  const server = await serve(['run', 'tiny.yaml', '--serve', '--port', '0', '--set', 'epochs=40']);
  expect(await server.pause()).toBe(403);
  expect([303, 409]).toContain(await server.pause(new URL(server.link).search));
  await server.stop();
});

it.runIf(showsProcesses)(
  'an export that is underway ends with the dashboard, and leaves nothing behind',
  async () => {
    const temporary = bench.path('temporary');
    mkdirSync(temporary);
    const server = await serve(['serve', '--port', '0'], { TMPDIR: temporary });
    const download = fetch(`${server.url}sweeps/1/trials/1/export/yaml`);
    download.catch(() => {});
    const exporting = () => processesWith(`--out=${temporary}`);
    await expect
      .poll(
        () => {
          for (const pid of exporting()) process.kill(pid, 'SIGSTOP');
          return exporting().map(isStopped);
        },
        { interval: 5, timeout: 20_000 },
      )
      .toEqual([true]);
    expect(readdirSync(temporary)).toHaveLength(1);
    await server.stop('SIGTERM');
    await expect(download).rejects.toThrow();
    expect(exporting()).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  },
);
