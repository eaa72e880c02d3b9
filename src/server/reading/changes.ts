import { randomUUID } from 'node:crypto';
import type { Response } from 'express';
import { runningSweeps } from '../../store/index.ts';
import type { DatabaseReader } from './databaseReader.ts';

/**
 * Interval at which the database is asked whether anything was committed: it takes microseconds, once for all
 * readers.
 */
const POLL_MS = 1000;
/**
 * Each reader who hears of a change asks for its page, so the more readers, the less often they hear: at most
 * 12 pages a second.
 */
const READER_MS = 80;
/** A process that was alive counts as alive for this long: a hundred readers ask in a row. */
const ALIVE_MS = 500;
/** Proxies and browsers give up on a connection that stays silent. */
const HEARTBEAT_MS = 15_000;
const CHANGED = 'event: changed\ndata: \n\n';

/** Tells pages by server-sent events that the database has changed. A page then requests itself again. */
export class Changes {
  private readonly reader: DatabaseReader;
  private readonly listeners = new Set<Response>();
  private timer: NodeJS.Timeout | undefined;
  private last = '';
  /** Distinguishes these tokens from those of another server's run. */
  private readonly run = randomUUID();
  private saidAt = 0;
  private current: { readonly token: string; readonly change: string; readonly at: number } | undefined;

  constructor(reader: DatabaseReader) {
    this.reader = reader;
  }

  /**
   * Changes whenever a page would read differently: after a commit, and when a process that ran a sweep is
   * gone (checked less often).
   */
  token(): string {
    try {
      const { db } = this.reader;
      const change = this.reader.changeToken();
      const now = performance.now();
      if (this.current?.change !== change || now - this.current.at > ALIVE_MS) {
        const token = [this.run, change, ...runningSweeps(db)].join('.');
        this.current = { token, change, at: now };
      }
      return this.current.token;
    } catch {
      return `${this.run}.none`;
    }
  }

  /**
   * Keeps the connection until either side ends it. A page whose token is no longer the current one hears of it
   * at once, so that nothing is missed between its rendering and its connecting, or while it was disconnected.
   */
  listen(response: Response, since: string): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write('retry: 2000\n\n');
    const token = this.token();
    if (token !== since) response.write(CHANGED);
    this.listeners.add(response);
    response.on('close', () => this.forget(response));
    if (this.timer) return;
    this.last = token;
    this.pollLater();
  }

  close(): void {
    for (const listener of this.listeners) listener.end();
  }

  private pollLater(): void {
    const ms = Math.max(POLL_MS, this.listeners.size * READER_MS);
    this.timer = setTimeout(() => {
      this.poll();
      if (this.timer) this.pollLater();
    }, ms);
  }

  private poll(): void {
    const token = this.token();
    const changed = token !== this.last;
    this.last = token;
    if (changed) this.say(CHANGED);
    else if (performance.now() - this.saidAt > HEARTBEAT_MS) this.say(': still here\n\n');
  }

  /** A reader that has not taken the last message yet is too slow: it is dropped, and its browser comes back. */
  private say(text: string): void {
    this.saidAt = performance.now();
    for (const listener of this.listeners) {
      if (listener.writableNeedDrain) listener.destroy();
      else listener.write(text);
    }
  }

  private forget(listener: Response): void {
    this.listeners.delete(listener);
    if (this.listeners.size > 0) return;
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
