import { createServer, type RequestListener, request } from 'node:http';
import { duplexPair } from 'node:stream';
import { SweepError } from '../errors.ts';

/** Asks a request listener without a network: there is no port, and nobody else can ask. */
export interface InnerServer {
  /**
   * @throws SweepError `internal` for anything but a complete page.
   */
  get(address: string): Promise<Buffer>;
  close(): void;
}

export function innerServer(listener: RequestListener): InnerServer {
  const server = createServer(listener);
  const createConnection = () => {
    const [near, far] = duplexPair();
    server.emit('connection', far);
    return near;
  };
  return {
    get: (address) =>
      new Promise((resolve, reject) => {
        const failed = (why: string) =>
          reject(new SweepError('internal', `The page ${address} cannot be made: ${why}`));
        const asked = request({ createConnection, host: 'localhost', path: address }, (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.once('error', (error) => failed(error.message));
          response.once('end', () => {
            const content = Buffer.concat(parts);
            if (response.statusCode === 200) resolve(content);
            else failed(`the dashboard answers with status ${response.statusCode}.`);
          });
        });
        asked.once('error', (error) => failed(error.message));
        asked.end();
      }),
    close() {
      server.closeAllConnections();
    },
  };
}
