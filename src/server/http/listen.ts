import { createServer, type Server } from 'node:net';
import { SweepError, systemCode } from '../../errors.ts';

/**
 * Starts listening.
 * @throws SweepError `port_in_use` if the address is taken or not on this machine.
 */
export async function listen(server: Server, port: number, host: string): Promise<void> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new SweepError('usage', `--port must be an integer from 0 to 65535, not ${port}.`);
  }
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    throw cannotListen(error, host, port);
  }
}

/** Listens for a moment to find out whether the port is free. */
export async function checkPort(port: number, host: string): Promise<void> {
  const server = createServer();
  await listen(server, port, host);
  await new Promise((resolve) => server.close(resolve));
}

function cannotListen(error: unknown, host: string, port: number): unknown {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: 'is in use by another program',
    EACCES: 'may not be used by this user',
    EADDRNOTAVAIL: 'is not an address of this machine',
    ENOTFOUND: 'is not an address of this machine',
    EAI_AGAIN: 'is not an address of this machine',
  };
  const reason = reasons[systemCode(error) ?? ''];
  if (!reason) return error;
  const isHost = reason.includes('address of this machine');
  const hint = isHost
    ? 'Choose another one with --host: 127.0.0.1 for this machine alone, 0.0.0.0 for all that reach it.'
    : 'Choose another one with --port, or any free one with --port 0.';
  return new SweepError(
    'port_in_use',
    isHost ? `${host} ${reason}.` : `${host}:${port} ${reason}.`,
    hint,
    error,
  );
}
