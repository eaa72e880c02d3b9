import compression from 'compression';
import type { RequestHandler } from 'express';

/**
 * Compresses texts for clients that accept it. Server-sent events stay uncompressed: each has to be sent at
 * once.
 */
export function compressed(): RequestHandler {
  return compression({
    level: LEVEL,
    filter: (request, response) =>
      !String(response.getHeader('Content-Type')).startsWith('text/event-stream') &&
      compression.filter(request, response),
  });
}

/**
 * Compression level of zlib: a page is sent once, and a higher level costs more time than the saved bytes are
 * worth.
 */
const LEVEL = 2;
