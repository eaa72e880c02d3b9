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

/** A page that follows a sweep asks again within this time, on the connection that it has. */
const KEEP_ALIVE_MS = 60_000;
/** A client that has not sent its whole request by then sends slowly to hold the connection. */
const WHOLE_REQUEST_MS = 30_000;
/** Time between two searches for such connections. */
const CHECK_MS = 5000;

export interface ServerOptions extends Omit<AppOptions, 'door'> {
  /** 0 for any free port. */
  readonly port: number;
  readonly host: string;
  /** A new one where absent. */
  readonly token?: string | undefined;
  /** A new token is made if this is absent. */
  readonly guarded?: Guarded | undefined;
  /**
   * By default, the token guards what changes something; if other machines reach the server, it guards
   * everything.
   */
  readonly clients?: ((request: IncomingMessage, response: ServerResponse) => Promise<boolean>) | undefined;
  /**
   * Answers clients that are no browsers, and says whether a request came from one; all other requests go to
   * the pages.
   */
  readonly wholeRequestMs?: number;
}

export interface RunningServer {
  readonly url: string;
  /** Time within which a whole request must arrive. */
  readonly link: string;
  /** The same address with the token, if one is needed for anything. */
  readonly guarded: Guarded;
  /** The part of the dashboard that needs the token. */
  readonly isPublic: boolean;
  /** Whether other machines can reach the server. */
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

/**
 * Lets a client's requests pass before the pages. Browsers say which site a request comes from, so a page of
 * another site is never taken for a client.
 */
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

/**
 * The host as it is written in an address: a server on all addresses is reached under this machine's name.
 */
function reachedAs(host: string): string {
  if (host === '0.0.0.0' || host === '::') return hostname().toLowerCase();
  return host.includes(':') ? `[${host}]` : host;
}
