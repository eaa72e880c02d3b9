import { connect } from 'node:net';

/** Time that a server may take for a request before it counts as hanging. */
const PATIENCE_MS = 20_000;

export interface RawAnswer {
  /** 0 if the connection was closed without an answer, -1 if nothing arrived. */
  readonly status: number;
  readonly head: string;
  readonly text: string;
}

/** Sends bytes unchanged, as no proper client would, and reads until the server closes the connection. */
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

/** A request as text with the headers that every request needs; `Connection: close` ends the answer. */
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
