import type { IncomingMessage, ServerResponse } from 'node:http';
import { toWire } from '../../errors.ts';
import { Refusal, type Tracker } from '../tracker.ts';
import { readBody, sendJson } from './body.ts';
import { isClientsOwn, METADATA } from './clientFiles.ts';
import { readFileStream } from './fileStream.ts';
import { parseDocument } from './graphql/document.ts';
import { type Answer, execute } from './graphql/execute.ts';
import { coresOf } from './machineUse.ts';
import { mappingOf } from './pythonJson.ts';
import type { Context } from './schema/context.ts';
import { mutations } from './schema/mutations.ts';
import { queries } from './schema/queries.ts';
import { UPLOADS, Uploads } from './uploads.ts';
import { keyOf } from './words.ts';

export interface WandbOptions {
  /** The tracker that a client with that API key may use; undefined if it may use none. */
  tracker(apiKey: string | undefined): Tracker | undefined;
}

/** Answers a request and returns true, or returns false if the request is none of W&B's. Never rejects. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** W&B's client sends pieces of at most 10 MB; a row may be as long. */
const MOST_BODY_BYTES = 2 ** 26;

const STATUS: Readonly<Record<Refusal['reason'], number>> = {
  invalid: 400,
  not_found: 404,
  forbidden: 403,
  conflict: 409,
  too_large: 413,
};

/**
 * The HTTP of W&B's server, as far as its Python client needs it: for a `node:http` server, alone or beside
 * other pages.
 */
export function wandbHandler(options: WandbOptions): Handler {
  const uploads = new Uploads();
  const noted = new Set<string>();
  const inTurn = oneAtATime();
  const routes: readonly [method: string, path: RegExp, answer: Route][] = [
    ['POST', /^\/graphql$/, graphql],
    ['POST', /^\/files\/[^/]+\/([^/]+)\/([^/]+)\/file_stream$/, fileStream],
    ['POST', /^\/sdk\/otel\/v1\/\w+$/, telemetry],
  ];
  return async (request, response) => {
    const path = (request.url ?? '/').split('?')[0]!;
    try {
      if (path.startsWith(UPLOADS)) {
        await transfer(uploads, noted, request, response);
        return true;
      }
      const route = routes.find(([method, pattern]) => method === request.method && pattern.test(path));
      if (!route) return false;
      const [, pattern, answer] = route;
      requireOwnOrigin(request);
      const tracker = options.tracker(apiKey(request));
      if (!tracker) {
        request.resume();
        sendJson(response, 401, { errors: [{ message: 'The API key is not the one of this server.' }] });
        return true;
      }
      const origin = `http://${request.headers.host ?? 'localhost'}`;
      const context: Context = { tracker, uploads, origin, inTurn };
      await answer(context, request, response, pattern.exec(path)!.slice(1).map(decoded));
    } catch (error) {
      fail(error, request, response);
    }
    return true;
  };
}

type Route = (
  context: Context,
  request: IncomingMessage,
  response: ServerResponse,
  parts: readonly string[],
) => Promise<void>;

const graphql: Route = async (context, request, response) => {
  let body: Readonly<Record<string, unknown>> | undefined;
  try {
    body = mappingOf(JSON.parse(await readBody(request, MOST_BODY_BYTES)));
  } catch (error) {
    if (error instanceof Refusal) throw error;
  }
  if (typeof body?.query !== 'string')
    throw new Refusal('invalid', 'A request is JSON with a query of GraphQL.');
  const name = typeof body.operationName === 'string' ? body.operationName : undefined;
  const root = { query: queries(context), mutation: mutations(context) };
  const answer: Answer = await execute(
    root,
    parseDocument(body.query),
    name,
    mappingOf(body.variables) ?? {},
  );
  sendJson(response, 200, answer);
};

const fileStream: Route = async (context, request, response, [project, run]) => {
  const key = keyOf(project, run);
  const delivery = readFileStream(await readBody(request, MOST_BODY_BYTES));
  const { stop } = await context.tracker.deliver(key, delivery);
  sendJson(response, 200, { exitcode: null, limits: {}, ...(stop ? { stopped: true } : {}) });
};

/** Telemetry of the client is dropped. */
const telemetry: Route = async (_, request, response) => {
  request.resume();
  sendJson(response, 200, {});
};

async function transfer(
  uploads: Uploads,
  noted: Set<string>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const place = uploads.at(request.url ?? '');
  if (!place) throw new Refusal('not_found', 'This address of a file is not valid any more.');
  const { tracker, key, name } = place;
  if (request.method === 'PUT') {
    const refused = await tracker.keepFile(key, name, request, !isClientsOwn(name));
    if (name === METADATA) {
      const metadata = await tracker.readFile(key, name);
      const cores = metadata && coresOf(metadata);
      if (cores !== undefined) await tracker.beginTrial(key, { cores });
    }
    if (refused && !noted.has(`${key.project}/${key.id}`)) {
      noted.add(`${key.project}/${key.id}`);
      await tracker.note(key, refused);
    }
    return sendJson(response, 200, {});
  }
  const content = request.method === 'GET' ? await tracker.readFile(key, name) : undefined;
  if (!content) throw new Refusal('not_found', 'There is no such file.');
  response.writeHead(200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': content.length,
    'Content-Disposition': 'attachment',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(content);
}

function oneAtATime(): Context['inTurn'] {
  let last: Promise<unknown> = Promise.resolve();
  return (action) => {
    const result = last.then(action);
    last = result.catch(() => undefined);
    return result;
  };
}

/** HTTP basic, `api:KEY`. */
function apiKey({ headers }: IncomingMessage): string | undefined {
  const [, encoded] = /^Basic (.+)$/i.exec(headers.authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  return text.slice(text.indexOf(':') + 1);
}

/** W&B's client sends no Origin; a page of another site that tries to reach this server does. */
function requireOwnOrigin({ headers }: IncomingMessage): void {
  const { origin, host } = headers;
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`)
    throw new Refusal('forbidden', 'Pages of other sites may not use this server.');
}

/** A refusal is never a 500 or 429: the client would repeat the request for minutes. */
function fail(error: unknown, request: IncomingMessage, response: ServerResponse): void {
  const refused = error instanceof Refusal;
  request.resume();
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const message = refused ? error.message : toWire(error).message;
  if (refused && error.reason === 'too_large') response.setHeader('Connection', 'close');
  sendJson(response, refused ? STATUS[error.reason] : 500, {
    errors: [{ message }],
    data: null,
    error: message,
  });
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Refusal('invalid', 'The address is not written as URLs are.');
  }
}
