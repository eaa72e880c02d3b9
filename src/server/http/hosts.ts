import { isIP } from 'node:net';
import { hostname } from 'node:os';

const LOOPBACK = ['localhost', '127.0.0.1', '::1'];
const ANY = ['0.0.0.0', '::'];

/** Whether a server on this host can be reached from this machine alone. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.includes(host);
}

/**
 * Whether a request may name this host (the `Host` header without its port). Loopback names are always
 * allowed. A server that other machines reach also answers to the host that it listens on or, if it listens
 * on all of them, to any address and to this machine's name. A name that another site made to lead here (DNS
 * rebinding) is none of these.
 */
export function allowedHost(listensOn: string, named: string): boolean {
  const host = named.toLowerCase().replace(/^\[|\]$/g, '');
  if (LOOPBACK.includes(host)) return true;
  if (isLoopback(listensOn)) return false;
  if (!ANY.includes(listensOn)) return host === listensOn.toLowerCase();
  const own = hostname().toLowerCase();
  return isIP(host) !== 0 || host === own || host === `${own}.local`;
}
