import { connect } from 'node:net';

/** How long a server may think about a request before it counts as hanging. */
const PATIENCE_MS = 20_000;

export interface RawAnswer {
  /** 0 where the connection was closed without an answer, -1 where nothing came at all. */
  readonly status: number;
  readonly head: string;
  readonly text: string;
}

/** Sends bytes as they are, as no well-behaved client would, and reads until the server ends the connection. */
export function rawRequest(url: string, bytes: string | Buffer): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const done = (silent: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      const all = Buffer.concat(chunks).toString('latin1');
      const [head = '', ...rest] = all.split('\r\n\r\n');
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? (silent ? -1 : 0));
      resolve({ status, head, text: rest.join('\r\n\r\n') });
    };
    const timer = setTimeout(done, PATIENCE_MS, true);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('close', () => done(false));
    socket.on('error', () => done(false));
  });
}

/** A request as text, with the headers that every one needs; `Connection: close` makes the answer end. */
export function requestText(
  url: string,
  line: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): string {
  const all = { Host: new URL(url).host, Connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line}\r\n${lines.join('')}\r\n${body}`;
}
