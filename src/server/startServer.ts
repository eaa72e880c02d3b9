import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SweepError, systemCode } from '../errors.ts';
import { type AppOptions, createApp } from './app.ts';

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

export interface ServerOptions extends AppOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** A loopback address. */
  readonly host: string;
}

export interface RunningServer {
  readonly url: string;
  /** Ends all connections, live ones included. */
  close(): Promise<void>;
}

/**
 * Serves the dashboard of a database.
 * @throws SweepError `port_in_use` where the address is taken, not on this machine, or not loopback.
 */
export async function startServer({ port, host, ...options }: ServerOptions): Promise<RunningServer> {
  if (!LOOPBACK.includes(host)) {
    const hint = 'Use 127.0.0.1, and an SSH tunnel from elsewhere.';
    throw new SweepError('port_in_use', `The dashboard listens on loopback only, not on ${host}.`, hint);
  }
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new SweepError('usage', `--port must be an integer from 0 to 65535, not ${port}.`);
  }
  const { app, close: closeApp } = createApp(options);
  const server = createServer(app);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    closeApp();
    throw cannotListen(error, host, port);
  }
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/`,
    async close() {
      closeApp();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function cannotListen(error: unknown, host: string, port: number): unknown {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: 'is in use by another program',
    EACCES: 'may not be used by this user',
    EADDRNOTAVAIL: 'is not an address of this machine',
  };
  const reason = reasons[systemCode(error) ?? ''];
  if (!reason) return error;
  const hint = 'Choose another one with --port, or any free one with --port 0.';
  return new SweepError('port_in_use', `${host}:${port} ${reason}.`, hint, error);
}
