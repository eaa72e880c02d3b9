import type { IncomingMessage, RequestListener } from 'node:http';

/**
 * Lets a listener see requests by their path alone. If the first line names a host, as to a proxy, that host
 * replaces the header's (RFC 9112, 3.2.2); a target that is no address is refused.
 */
export function withPaths(listener: RequestListener): RequestListener {
  return (request, response) => {
    if (namesPath(request)) return listener(request, response);
    response.writeHead(400, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
    response.end('This is no address of the dashboard.\n');
  };
}

function namesPath(request: IncomingMessage): boolean {
  const { url = '' } = request;
  if (url.startsWith('/')) return true;
  if (!URL.canParse(url)) return false;
  const { protocol, host, pathname, search } = new URL(url);
  request.url = pathname + search;
  request.headers.host = host;
  return protocol === 'http:';
}
