import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDashboard, seed } from './dashboard.ts';

/** Reads the server-sent events of an address; `next` waits for a piece of the stream with a text. */
async function listen(url: string) {
  const controller = new AbortController();
  const response = await fetch(url, { signal: controller.signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  onTestFinished(() => controller.abort());
  let read = '';
  const next = async (text: string): Promise<void> => {
    while (!read.includes(text)) read += (await reader.read()).value ?? expect.fail('the stream ended');
    read = read.slice(read.indexOf(text) + text.length);
  };
  return { response, next, unread: () => read };
}

/** The address that a leaderboard page listens to, as the page has it. */
function eventsAddress(html: string): string {
  return /sse-connect="([^"]*)"/.exec(html)![1]!.replaceAll('&amp;', '&');
}

describe('the events of a sweep', () => {
  it('say when another connection has written, and nothing before', async () => {
    const { get, url, writer } = await openDashboard();
    const { advance } = seed(writer());
    const address = eventsAddress((await get('/sweeps/1')).text);
    const { response, next, unread } = await listen(new URL(address, url).href);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    await next('retry');
    expect(unread()).not.toContain('changed');
    advance();
    await next('event: changed');
  });

  it('begin with a change where the page is older than the database', async () => {
    const { get, url, writer } = await openDashboard();
    const { advance } = seed(writer());
    const address = eventsAddress((await get('/sweeps/1')).text);
    advance();
    await (await listen(new URL(address, url).href)).next('event: changed');
    await (await listen(new URL('/sweeps/1/events?since=of-another-server', url).href)).next('changed');
  });

  it('say when the process that ran the sweep was killed', async () => {
    const { get, url, database } = await openDashboard();
    const script = fileURLToPath(new URL('../store/processes/begin.ts', import.meta.url));
    const runner = spawn(process.execPath, ['--import', 'tsx', script, database, 'killed', 'stay']);
    onTestFinished(() => void runner.kill('SIGKILL'));
    await once(runner.stdout, 'data');
    const page = await get('/sweeps/1');
    expect(page.text).toContain('class="state running"');
    const { next, unread } = await listen(new URL(eventsAddress(page.text), url).href);
    await next('retry');
    expect(unread()).not.toContain('changed');
    runner.kill('SIGKILL');
    await next('event: changed');
    expect((await get('/sweeps/1')).text).toMatch(/state interrupted[\s\S]*Run the same spec again/);
  });
});
