import { type Dispatcher, EnvHttpProxyAgent, interceptors, request } from 'undici';
import { systemCode } from '../../errors.ts';
import type { Surroundings } from '../places.ts';
import { networkFailure } from './failure.ts';

const REDIRECTIONS = 5;

/** Codes of a connection that was established but ended before the response's head. */
const BROKEN_OFF = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'];

/** GET requests through the proxies that `http_proxy`, `https_proxy` and `no_proxy` name, in either case. */
export interface HttpClient {
  /**
   * The response's head, as soon as it arrives, after redirections. Its body has the bytes as they were sent,
   * never decompressed. Rejects with the signal's reason or a TransferError.
   */
  get(url: URL, headers: Record<string, string>, signal: AbortSignal): Promise<Dispatcher.ResponseData>;
  /** Ends all connections at once. */
  close(): Promise<void>;
}

/** The caller must close it. */
export function openHttpClient(env: Surroundings['env']): HttpClient {
  // An empty string, unlike undefined, keeps the agent from reading the process's own environment. Many
  // proxies refuse to tunnel plain http, so that is requested without a tunnel. Time limits are set by the
  // caller's signal.
  const agent = new EnvHttpProxyAgent({
    httpProxy: env.http_proxy ?? env.HTTP_PROXY ?? '',
    httpsProxy: env.https_proxy ?? env.HTTPS_PROXY ?? '',
    noProxy: env.no_proxy ?? env.NO_PROXY ?? '',
    proxyTunnel: false,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const dispatcher = agent.compose(interceptors.redirect({ maxRedirections: REDIRECTIONS }));
  return {
    async get(url, headers, signal) {
      try {
        const head = { 'accept-encoding': 'identity', 'user-agent': 'sweep', ...headers };
        return await request(url, { dispatcher, headers: head, signal });
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        const wasThere = BROKEN_OFF.includes(systemCode(error) ?? '');
        throw networkFailure(wasThere ? 'broken' : 'unreachable', error);
      }
    },
    close: () => agent.destroy(),
  };
}
