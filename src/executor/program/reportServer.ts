import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { metricsOf, parseJson } from '../../trainable/program/metricLine.ts';
import type { ServedTrial, TrialEndpoint } from './trialEndpoint.ts';

/** Larger reports are refused. */
const MOST_BODY_BYTES = 2 ** 20;

const EXAMPLE = '{"step": 3, "loss": 0.25}';

/** The error of a request, as the answer states it. */
class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Takes reports of programs by HTTP: `POST /trials/TOKEN` with an object of numbers, or with several objects,
 * one per line. It listens on loopback only, and does nothing for requests without the token of a running
 * trial.
 */
export class ReportServer {
  private readonly endpoints: readonly TrialEndpoint[];
  private readonly trials = new Map<string, ServedTrial>();
  private readonly server: Server;
  private listening: Promise<string> | undefined;

  constructor(endpoints: readonly TrialEndpoint[]) {
    this.endpoints = endpoints;
    this.server = createServer((request, response) => {
      void this.answer(request, response);
    });
  }

  /** Its address, `http://127.0.0.1:PORT`; it listens from the first call on. */
  origin(): Promise<string> {
    this.listening ??= (async () => {
      this.server.listen({ host: '127.0.0.1', port: 0 });
      await once(this.server, 'listening');
      return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    })();
    return this.listening;
  }

  serve(trial: ServedTrial): void {
    this.trials.set(trial.token, trial);
  }

  end(trial: ServedTrial): void {
    this.trials.delete(trial.token);
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const token = /^\/trials\/([^/?]*)\/?$/.exec(request.url ?? '')?.[1];
      if (token !== undefined) {
        await this.take(token, request);
        // No number: a script that prints the answer must not report a metric.
        return say(response, 200, { ok: true });
      }
      for (const endpoint of this.endpoints) if (await endpoint.handle(request, response)) return;
      throw new Refusal(404, 'There is nothing at this address; send metrics to the one in SWEEP_URL.');
    } catch (error) {
      if (response.headersSent) return void response.destroy();
      const status = error instanceof Refusal ? error.status : 500;
      // The rest of a body that is too large is not worth reading.
      if (status === 413) response.setHeader('connection', 'close');
      say(response, status, { error: error instanceof Error ? error.message : String(error) });
    }
  }

  private async take(token: string, request: IncomingMessage): Promise<void> {
    const trial = this.trials.get(token);
    if (!trial) throw new Refusal(404, 'No running trial has this address.');
    if (request.method !== 'POST') throw new Refusal(405, `Send metrics with POST, such as ${EXAMPLE}.`);
    const reports = readReports(await readBody(request));
    for (const metrics of reports) await trial.report(metrics);
  }
}

function readReports(body: string): ReturnType<typeof readReport>[] {
  const whole = parseJson(body);
  if (whole !== undefined) return (Array.isArray(whole) ? whole : [whole]).map(readReport);
  const lines = body.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) throw new Refusal(400, `The body is empty; it should be such as ${EXAMPLE}.`);
  return lines.map((line, index) => {
    const value = parseJson(line);
    if (value !== undefined) return readReport(value);
    const where = lines.length > 1 ? `Line ${index + 1} of the body` : 'The body';
    throw new Refusal(400, `${where} is no JSON; it should be such as ${EXAMPLE}.`);
  });
}

function readReport(value: unknown) {
  const metrics = metricsOf(value);
  if (metrics) return metrics;
  throw new Refusal(
    400,
    `There is no number in ${JSON.stringify(value)?.slice(0, 100)}; send such as ${EXAMPLE}.`,
  );
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += (chunk as Buffer).length;
    if (bytes > MOST_BODY_BYTES) {
      throw new Refusal(413, `A report has at most ${MOST_BODY_BYTES} bytes; send several.`);
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}

function say(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
}
