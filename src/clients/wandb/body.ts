import type { IncomingMessage, ServerResponse } from 'node:http';
import { createGunzip } from 'node:zlib';
import { Refusal } from '../tracker.ts';

/** The body as text, decompressed if it is gzipped; it must not be longer than the limit before or after. */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<string> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip')
    throw new Refusal('invalid', 'A body is sent as it is or gzipped (Content-Encoding: gzip).');
  const chunks: Buffer[] = [];
  let bytes = 0;
  const source = encoding === 'gzip' ? request.pipe(createGunzip()) : request;
  request.once('aborted', () => source.destroy());
  try {
    for await (const chunk of source) {
      bytes += (chunk as Buffer).length;
      if (bytes > mostBytes) throw new Refusal('too_large', `A body has ${mostBytes} bytes at most.`);
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('invalid', 'The body is cut off, or no gzip although it says so.');
  }
  return Buffer.concat(chunks).toString('utf8');
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(text);
}
