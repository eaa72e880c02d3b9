import compression from 'compression';
import type { RequestHandler } from 'express';

/** Sends texts compressed to whom that suits. Server-sent events are not: each has to leave at once. */
export function compressed(): RequestHandler {
  return compression({
    level: LEVEL,
    filter: (request, response) =>
      !String(response.getHeader('Content-Type')).startsWith('text/event-stream') &&
      compression.filter(request, response),
  });
}

/** Of zlib: a page is sent once, and a higher level takes longer than the bytes that it saves. */
const LEVEL = 2;
