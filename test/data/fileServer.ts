import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/** The answer of the server to one request. */
export type Behaviour =
  | 'well'
  | 'ignores range'
  | 'hangs up'
  | 'breaks off'
  | 'stalls'
  | 'never answers'
  | 'drips'
  | 'wrong bytes'
  | 'error page'
  | 'portal page'
  | 'page of known length'
  | 'not found'
  | 'redirects';

export interface Asked {
  readonly path: string;
  readonly range: string | undefined;
}

export interface FileServer {
  /** Address of the folder with the files; ends in `/`. */
  readonly address: string;
  readonly asked: Asked[];
}

/**
 * Serves files over HTTP on this machine; `behave` decides about every request, and `count` counts those for
 * a path from 1.
 */
export async function fileServer(
  files: ReadonlyMap<string, Buffer>,
  behave: (name: string, count: number) => Behaviour = () => 'well',
): Promise<FileServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    // A proxied request carries the whole address.
    const path = new URL(request.url ?? '', 'http://127.0.0.1').pathname;
    asked.push({ path, range: request.headers.range });
    const name = path.split('/').at(-1) ?? '';
    const count = asked.filter((earlier) => earlier.path === path).length;
    const behaviour = path.startsWith('/moved/') ? 'well' : behave(name, count);
    void answer(behaviour, name, files.get(name) ?? Buffer.alloc(0), request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/files/`, asked };
}

async function answer(
  behaviour: Behaviour,
  name: string,
  bytes: Buffer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (behaviour === 'never answers') return;
  if (behaviour === 'hangs up') return void request.socket.destroy();
  if (behaviour === 'error page') return void response.writeHead(500).end('out of order');
  if (behaviour === 'not found') return void response.writeHead(404).end('no such file');
  if (behaviour === 'portal page') return void response.writeHead(200).end('<html>Please log in</html>');
  if (behaviour === 'page of known length') return void response.end('<html>Please log in</html>');
  if (behaviour === 'redirects') {
    return void response.writeHead(302, { location: `/moved/${name}` }).end();
  }
  const start = behaviour === 'ignores range' ? 0 : rangeStart(request.headers.range);
  const body = Buffer.from(bytes.subarray(start));
  if (behaviour === 'wrong bytes') body.fill(7, body.length >> 1);
  const range = start > 0 ? { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` } : {};
  response.writeHead(start > 0 ? 206 : 200, { 'content-length': body.length, ...range });
  const half = Math.ceil(body.length / 2);
  if (behaviour === 'breaks off') {
    // The pause lets a busy client take the bytes before it learns of the end.
    response.write(body.subarray(0, half), () => setTimeout(() => response.socket?.end(), 50));
  } else if (behaviour === 'stalls') {
    response.write(body.subarray(0, half));
  } else if (behaviour === 'drips') {
    for (let i = 0; i < body.length && !response.destroyed; i += 8192) {
      response.write(body.subarray(i, i + 8192));
      await sleep(15);
    }
    response.end();
  } else {
    response.end(body);
  }
}

function rangeStart(range: string | undefined): number {
  return Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
}
