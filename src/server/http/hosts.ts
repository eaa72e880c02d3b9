import { isIP } from 'node:net';
import { hostname } from 'node:os';

const LOOPBACK = ['localhost', '127.0.0.1', '::1'];
const ANY = ['0.0.0.0', '::'];

/** Whether a server on this host is reached from this machine alone. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.includes(host);
}

/**
 * Which hosts a request may name (the `Host` header without its port). Loopback always; a server that other
 * machines reach also answers to the host that it listens on or, on all of them, to any address and this
 * machine's name. A name that another site made to lead here (DNS rebinding) is none of these.
 */
export function allowedHost(listensOn: string, named: string): boolean {
  const host = named.toLowerCase().replace(/^\[|\]$/g, '');
  if (LOOPBACK.includes(host)) return true;
  if (isLoopback(listensOn)) return false;
  if (!ANY.includes(listensOn)) return host === listensOn.toLowerCase();
  const own = hostname().toLowerCase();
  return isIP(host) !== 0 || host === own || host === `${own}.local`;
}
