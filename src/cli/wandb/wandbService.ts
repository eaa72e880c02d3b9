import { createHash, timingSafeEqual } from 'node:crypto';
import { KeptFiles } from '../../clients/keptFiles.ts';
import { MemoryTracker } from '../../clients/memory/memoryTracker.ts';
import { type Handler, wandbHandler } from '../../clients/wandb/handler.ts';
import type { AgentLimits } from '../../executor/agents/agentExecutor.ts';
import { openDatabase, SHORT_BUSY_TIMEOUT_MS } from '../../store/index.ts';
import { uploadsDirectory } from '../../workload/filesDirectory.ts';
import { redirectToPages } from './redirects.ts';
import { StoredArchive } from './storedArchive.ts';
import { StoredRuns } from './storedRuns.ts';
import { StoredSweeps } from './storedSweeps.ts';

export interface WandbServiceOptions {
  readonly database: string;
  /** The API key that a client must give; if absent, any key is accepted, which is for loopback only. */
  readonly token?: string | undefined;
  readonly limits?: Partial<AgentLimits>;
  /** A run without a sweep has failed after this time without any message. */
  readonly silenceMs?: number;
  /** Called with an error that keeps runs without a sweep from being stored. */
  readonly onFailure?: (error: unknown) => void;
}

export interface WandbService {
  readonly handle: Handler;
  /** Ends running trials; remaining agents find their sweeps again with the next process. */
  close(): Promise<void>;
}

/**
 * A private W&B server: sweeps that clients begin are searched and stored here, and run by their agents; runs
 * that belong to no sweep are stored by project.
 */
export function wandbService(options: WandbServiceOptions): WandbService {
  const { database, token, limits = {}, silenceMs = 300_000, onFailure = () => {} } = options;
  const db = openDatabase(database, { busyTimeoutMs: SHORT_BUSY_TIMEOUT_MS });
  const sweeps = new StoredSweeps(db, { graceMs: 15_000, ...limits });
  const files = new KeptFiles(uploadsDirectory(database));
  const runs = new StoredRuns(db, onFailure, limits.goneMs);
  const archive = new StoredArchive(db);
  const tracker = new MemoryTracker({ files, sweeps, archive, listener: runs, silenceMs });
  const watch = setInterval(
    () => void tracker.endSilent().catch(onFailure),
    Math.min(10_000, silenceMs / 4),
  ).unref();
  const isAllowed = (key: string | undefined) =>
    token === undefined || (key !== undefined && equal(key, token));
  const answer = wandbHandler({ tracker: (key) => (isAllowed(key) ? tracker : undefined) });
  const redirect = redirectToPages(db, archive);
  return {
    handle: async (request, response) => redirect(request, response) || answer(request, response),
    close: async () => {
      clearInterval(watch);
      await Promise.all([sweeps.close(), runs.close()]);
      db.close();
    },
  };
}

/** Compares in a time that does not tell how much is right. */
function equal(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
