import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { SweepError } from '../errors.ts';
import { type AppOptions, createApp } from './app.ts';
import { Door, type Guarded } from './door/door.ts';
import { newToken } from './door/token.ts';
import { isLoopback } from './http/hosts.ts';
import { listen } from './http/listen.ts';
import { withPaths } from './http/requestTarget.ts';

/** A page that follows a sweep asks again within this, on the connection that it has. */
const KEEP_ALIVE_MS = 60_000;
/** Who has not sent a whole request by then sends it slowly to hold the connection. */
const WHOLE_REQUEST_MS = 30_000;
/** How often connections are looked at for that. */
const CHECK_MS = 5000;

export interface ServerOptions extends Omit<AppOptions, 'door'> {
  /** 0 for any free port. */
  readonly port: number;
  readonly host: string;
  /** A new one where absent. */
  readonly token?: string | undefined;
  /** What changes something where absent; where other machines reach it, everything is. */
  readonly guarded?: Guarded | undefined;
  /** What answers clients that are no browsers, and says whether a request was theirs; the pages follow. */
  readonly clients?: ((request: IncomingMessage, response: ServerResponse) => Promise<boolean>) | undefined;
  /** How long a request may take to arrive. */
  readonly wholeRequestMs?: number;
}

export interface RunningServer {
  readonly url: string;
  /** The same with the token, where one is needed for anything. */
  readonly link: string;
  /** What needs the token. */
  readonly guarded: Guarded;
  /** Whether other machines reach it. */
  readonly isPublic: boolean;
  /** A link for one use, within a minute. */
  linkForOnce(): string;
  /** Ends all connections, live ones included. */
  close(): Promise<void>;
}

/**
 * Serves the dashboard of a database.
 * @throws SweepError `port_in_use` where the address is taken or not on this machine; `usage` where other machines
 * would reach it and no token were needed.
 */
export async function startServer({
  port,
  host,
  token = newToken(),
  wholeRequestMs = WHOLE_REQUEST_MS,
  clients,
  ...options
}: ServerOptions): Promise<RunningServer> {
  const isPublic = !isLoopback(host);
  if (isPublic && options.guarded === 'nothing') {
    const hint = 'Leave --no-token out, or leave --host out and use an SSH tunnel.';
    throw new SweepError(
      'usage',
      `On ${host}, other machines reach the dashboard: it needs its token.`,
      hint,
    );
  }
  const guarded = isPublic ? 'everything' : (options.guarded ?? 'changes');
  const door = new Door(token, guarded);
  const { app, warmUp, close: closeApp } = createApp({ ...options, host, door });
  const server = createServer(
    {
      requestTimeout: wholeRequestMs,
      headersTimeout: wholeRequestMs,
      connectionsCheckingInterval: Math.min(CHECK_MS, wholeRequestMs),
    },
    clients ? beforePages(clients, withPaths(app)) : withPaths(app),
  );
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  try {
    await listen(server, port, host);
  } catch (error) {
    closeApp();
    throw error;
  }
  warmUp();
  const { port: bound } = server.address() as AddressInfo;
  const url = `http://${reachedAs(host)}:${bound}/`;
  const link = (withToken: string) => (guarded === 'nothing' ? url : `${url}?token=${withToken}`);
  return {
    url,
    link: link(token),
    guarded,
    isPublic,
    linkForOnce: () => link(door.tokenForOnce()),
    async close() {
      closeApp();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Browsers say where a request comes from: a page of whatever site is not taken for a client. */
function beforePages(
  clients: NonNullable<ServerOptions['clients']>,
  pages: RequestListener,
): RequestListener {
  return (request, response) => {
    const { origin, 'sec-fetch-site': site } = request.headers;
    if (origin !== undefined || site !== undefined) return pages(request, response);
    clients(request, response).then(
      (isAnswered) => isAnswered || pages(request, response),
      () => response.destroy(),
    );
  };
}

/** The host as it stands in an address: one on all addresses is reached under this machine's name. */
function reachedAs(host: string): string {
  if (host === '0.0.0.0' || host === '::') return hostname().toLowerCase();
  return host.includes(':') ? `[${host}]` : host;
}
