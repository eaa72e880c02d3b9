import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type RunningServer, type ServerOptions, startServer } from '../../src/server/index.ts';
import { type Database, openDatabase, type RunningSweep } from '../../src/store/index.ts';
import { begin, complete, epoch, fail, planned } from '../store/sweeps.ts';

export interface OpenDashboard {
  readonly url: string;
  /** The address with its token. */
  readonly link: string;
  /** The cookie of a browser that has followed the link. */
  readonly cookie: string;
  readonly database: string;
  readonly server: RunningServer;
  /** Another connection, like that of the process that runs a sweep. */
  writer(): Database;
  get(path: string, init?: RequestInit): Promise<{ status: number; text: string; headers: Headers }>;
  /** Sends a form as a page of the dashboard does, with the token; does not follow redirects. */
  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ status: number; text: string; headers: Headers }>;
}

/** A dashboard of a new database file, removed after the test. */
export async function openDashboard(
  options: Partial<Omit<ServerOptions, 'database'>> = {},
): Promise<OpenDashboard> {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-server-'));
  const database = join(folder, 'runs.db');
  const server = await startServer({ database, port: 0, host: '127.0.0.1', ...options });
  const cookie = `token_${new URL(server.url).port}=${new URL(server.link).searchParams.get('token')}`;
  const writers: Database[] = [];
  onTestFinished(async () => {
    await server.close();
    for (const db of writers) db.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    url: server.url,
    link: server.link,
    cookie,
    database,
    server,
    writer() {
      const db = openDatabase(database);
      writers.push(db);
      return db;
    },
    async post(path, fields, headers = {}) {
      const response = await fetch(new URL(path, server.url), {
        method: 'POST',
        body: new URLSearchParams(fields),
        redirect: 'manual',
        headers: { origin: new URL(server.url).origin, cookie, ...headers },
      });
      return { status: response.status, text: await response.text(), headers: response.headers };
    },
    async get(path, init) {
      const response = await fetch(new URL(path, server.url), init);
      return { status: response.status, text: await response.text(), headers: response.headers };
    },
  };
}

export interface Seeded {
  readonly sweep: RunningSweep;
  /** Stores one more epoch of the trial that is running. */
  advance(): void;
}

/** A sweep of five trials: two completed, one failed, one running, one queued. */
export function seed(db: Database, name = 'seeded', validation: 'holdout' | 'test' = 'holdout'): Seeded {
  const sweep = begin(db, {
    name,
    ...(validation === 'test' ? { validation: { kind: 'test' } } : {}),
  });
  const cells = [
    planned({ optimizer: 'adam', filters: 8 }, 'cnn'),
    planned({ optimizer: 'sgd' }),
    planned({ optimizer: 'sgd', learning_rate: 100 }),
    planned({ optimizer: 'adam', epochs: 5 }),
    planned({ optimizer: 'rmsprop' }),
  ];
  const [best, second, failing, running] = sweep.planTrials(cells, [7]);
  sweep.recordShared({
    labels: { validation: Uint16Array.of(0, 1, 2, 1), test: Uint16Array.of(0, 1, 2, 0, 2) },
  });
  complete(sweep, best!, 0.91);
  complete(sweep, second!, 0.85);
  fail(sweep, failing!);
  sweep.startTrial(running!, 1);
  let epochs = 0;
  const advance = (): void => {
    epochs++;
    sweep.recordSteps([{ ...running!, ...epoch(epochs, 0.8 + epochs / 100) }]);
  };
  advance();
  return { sweep, advance };
}
