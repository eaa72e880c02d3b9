/** An address on this host, split into its parts. */
export interface OwnAddress {
  /** With its dots resolved; `/` if a browser could read the path as the name of another host. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/**
 * Two slashes begin the name of a host. Browsers read a backslash as a slash, and proxies decode percent
 * signs first.
 */
const LEAVES = /^(?:\/|\\|%2f|%5c){2}/i;

/**
 * The path and query that a request or a form names; anything else in it is ignored. It never throws, and its
 * result is safe to redirect to.
 */
export function ownAddress(written: string): OwnAddress {
  const [beforeFragment = ''] = written.split('#', 1);
  const [path = ''] = beforeFragment.split('?', 1);
  // Text after the slash cannot change which host is parsed.
  const { pathname } = new URL(`http://here/${path.replace(/^\//, '')}`);
  return {
    path: LEAVES.test(pathname) ? '/' : pathname,
    query: new URLSearchParams(beforeFragment.slice(path.length)),
  };
}

/** The same address as a text. */
export function ownHref({ path, query }: OwnAddress): string {
  return query.size > 0 ? `${path}?${query}` : path;
}
