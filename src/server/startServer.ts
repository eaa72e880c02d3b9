import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { type AppOptions, createApp } from './app.ts';
import { isLoopback } from './hosts.ts';
import { listen } from './listen.ts';
import { newToken } from './token.ts';

/** A page that follows a sweep asks again within this, on the connection that it has. */
const KEEP_ALIVE_MS = 60_000;

export interface ServerOptions extends Omit<AppOptions, 'token'> {
  /** 0 for any free port. */
  readonly port: number;
  /** Where other machines reach it, a token is asked for; it is part of the address. */
  readonly host: string;
}

export interface RunningServer {
  /** With its token, where it has one. */
  readonly url: string;
  /** Whether other machines reach it. */
  readonly isPublic: boolean;
  /** Ends all connections, live ones included. */
  close(): Promise<void>;
}

/**
 * Serves the dashboard of a database.
 * @throws SweepError `port_in_use` where the address is taken or not on this machine.
 */
export async function startServer({ port, host, ...options }: ServerOptions): Promise<RunningServer> {
  const isPublic = !isLoopback(host);
  const token = isPublic ? newToken() : undefined;
  const { app, warmUp, close: closeApp } = createApp({ ...options, host, token });
  const server = createServer(app);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  try {
    await listen(server, port, host);
  } catch (error) {
    closeApp();
    throw error;
  }
  warmUp();
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${reachedAs(host)}:${bound}/${token === undefined ? '' : `?token=${token}`}`,
    isPublic,
    async close() {
      closeApp();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The host as it stands in an address: one on all addresses is reached under this machine's name. */
function reachedAs(host: string): string {
  if (host === '0.0.0.0' || host === '::') return hostname().toLowerCase();
  return host.includes(':') ? `[${host}]` : host;
}
