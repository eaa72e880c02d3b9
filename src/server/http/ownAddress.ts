/** An address on this host, taken apart. */
export interface OwnAddress {
  /** With its dots resolved; `/` where a browser could take it for the name of another host. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** Two slashes begin the name of a host; browsers read a backslash as a slash, proxies what is in percent signs, too. */
const LEAVES = /^(?:\/|\\|%2f|%5c){2}/i;

/**
 * The path and query that a request or a form names, whatever else it says: it never throws, and what it gives can be
 * redirected to.
 */
export function ownAddress(written: string): OwnAddress {
  const [beforeFragment = ''] = written.split('#', 1);
  const [path = ''] = beforeFragment.split('?', 1);
  // Nothing after the slash can change which host is parsed.
  const { pathname } = new URL(`http://here/${path.replace(/^\//, '')}`);
  return {
    path: LEAVES.test(pathname) ? '/' : pathname,
    query: new URLSearchParams(beforeFragment.slice(path.length)),
  };
}

/** The same as a text. */
export function ownHref({ path, query }: OwnAddress): string {
  return query.size > 0 ? `${path}?${query}` : path;
}
