import { expect, it, onTestFinished } from 'vitest';
import type { ServedTrial, TrialEndpoint } from '../../../src/executor/program/trialEndpoint.ts';
import { programTest } from './programs.ts';

/** Runs a trial that does nothing, while the test calls its address. */
async function duringTrial(call: (url: string) => Promise<void>, endpoints: readonly TrialEndpoint[] = []) {
  const { job, run, executor } = programTest({ endpoints });
  const script = 'echo "url $SWEEP_URL"; trap "exit 0" TERM; while :; do sleep 0.05; done';
  let url = '';
  let failure: unknown;
  const result = await run(job(script), async (message) => {
    if (message.type !== 'output' || url !== '') return;
    url = message.text.trim().slice(4);
    await call(url).catch((error) => {
      failure = error;
    });
    executor.stop();
  });
  if (failure !== undefined) throw failure;
  return { ...result, url };
}

const post = async (url: string, body: string, method = 'POST') => {
  const response = await fetch(url, method === 'POST' ? { method, body } : { method });
  return { status: response.status, body: (await response.json()) as { ok?: true; error?: string } };
};

it('metrics are reported by HTTP, as an object, several of them, or lines', async () => {
  const { of, url } = await duringTrial(async (url) => {
    const ok = { status: 200, body: { ok: true } };
    expect(await post(url, '{"step": 3, "loss": 0.2}')).toEqual(ok);
    expect(await post(url, '[{"step": 4, "loss": NaN}, {"acc": {"top1": 1}}]')).toEqual(ok);
    expect(await post(`${url}/`, '{"step": 5, "loss": 1}\n{"step": 6, "loss": 2}\n')).toEqual(ok);
  });
  expect(of('report').map(({ step, metrics }) => [step, metrics])).toEqual([
    [3, { loss: 0.2 }],
    [4, { loss: Number.NaN }],
    [4, { 'acc.top1': 1 }],
    [5, { loss: 1 }],
    [6, { loss: 2 }],
  ]);
  expect((await post(url, '{"late": 1}')).status).toBe(404);
});

it('what cannot be read is refused with the reason, and nothing of it is kept', async () => {
  const { of } = await duringTrial(async (url) => {
    const refused = async (status: number, error: RegExp, body: string, to = url, method = 'POST') =>
      expect(await post(to, body, method)).toEqual({
        status,
        body: { error: expect.stringMatching(error) as string },
      });
    await refused(400, /is no JSON; it should be such as \{"step"/, '{loss: 1}');
    await refused(400, /Line 2 of the body is no JSON/, '{"loss": 1}\n{');
    await refused(400, /empty/, '');
    await refused(400, /no number in \{"done":true\}/, '{"done": true}');
    await refused(400, /no number in 7/, '[{"loss": 1}, 7]');
    await refused(413, /at most 1048576 bytes/, `{"loss": ${'1'.repeat(2 ** 21)}}`);
    await refused(405, /with POST/, '', url, 'GET');
    await refused(404, /No running trial/, '{"loss": 1}', url.replace(/\w+$/, 'f'.repeat(32)));
    await refused(404, /SWEEP_URL/, '{"loss": 1}', new URL('/', url).href);
  });
  expect(of('report')).toEqual([]);
});

it('another protocol has a part in the server, the environment and the reports of a trial', async () => {
  const served: ServedTrial[] = [];
  const ended: ServedTrial[] = [];
  const endpoint: TrialEndpoint = {
    environment: (trial) => {
      served.push(trial);
      return { OTHER_URL: `${trial.origin}/other/${trial.token}` };
    },
    handle: async (request, response) => {
      if (!request.url?.startsWith('/other/')) return false;
      const trial = served.find(({ token }) => request.url!.endsWith(token))!;
      await trial.report({ loss: 5, step: 1 }, 40);
      trial.print('said by another protocol\n');
      response.end('{"ok": true}');
      return true;
    },
    ended: (trial) => ended.push(trial),
  };
  const { of, text, outcome } = await duringTrial(
    async (url) => {
      expect((await post(url.replace('/trials/', '/other/'), '')).status).toBe(200);
      expect((await post(url.replace('/trials/', '/nobody/'), '')).status).toBe(404);
    },
    [endpoint],
  );
  expect(outcome.state).toBe('stopped');
  expect(of('report')).toMatchObject([{ step: 40, metrics: { loss: 5, step: 1 } }]);
  expect(text('stdout')).toContain('said by another protocol');
  expect(ended).toEqual(served);
  await ended[0]!.report({ late: 1 });
  expect(of('report').length).toBe(1);
});

it('is reached by curl where the user has a proxy for everything', async () => {
  process.env.http_proxy = 'http://127.0.0.1:9';
  onTestFinished(() => {
    delete process.env.http_proxy;
  });
  const { job, run } = programTest();
  const { of, text } = await run(job(`curl -sS -d '{"step": 3, "loss": 0.2}' "$SWEEP_URL"`));
  expect(text('stderr')).toBe('');
  expect(of('report')).toMatchObject([{ step: 3, metrics: { loss: 0.2 } }]);
});
