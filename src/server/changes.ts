import type { Request, Response } from 'express';
import type { DatabaseReader } from './databaseReader.ts';

/** How often the database is asked whether anything was committed: microseconds of work, once for all readers. */
const POLL_MS = 700;
/** Proxies and browsers give up on a connection that says nothing. */
const HEARTBEAT_MS = 15_000;

/** Tells pages, as server-sent events, that the database has changed. A page then asks for itself again. */
export class Changes {
  private readonly reader: DatabaseReader;
  private readonly listeners = new Set<Response>();
  private timer: NodeJS.Timeout | undefined;
  private token = '';
  private saidAt = 0;

  constructor(reader: DatabaseReader) {
    this.reader = reader;
  }

  /** Keeps the connection until either side ends it. */
  listen(request: Request, response: Response): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write('retry: 2000\n\n');
    this.listeners.add(response);
    request.on('close', () => this.drop(response));
    if (this.timer) return;
    this.token = this.currentToken();
    this.timer = setInterval(() => this.poll(), POLL_MS);
  }

  close(): void {
    for (const listener of this.listeners) this.drop(listener);
  }

  private poll(): void {
    const token = this.currentToken();
    const changed = token !== this.token;
    this.token = token;
    if (changed) this.say('event: changed\ndata: \n\n');
    else if (Date.now() - this.saidAt > HEARTBEAT_MS) this.say(': still here\n\n');
  }

  /** A reader that has not taken the last message yet is too slow: it is dropped, and its browser comes back. */
  private say(text: string): void {
    this.saidAt = Date.now();
    for (const listener of this.listeners) {
      if (listener.writableNeedDrain) this.drop(listener);
      else listener.write(text);
    }
  }

  private drop(listener: Response): void {
    this.listeners.delete(listener);
    listener.end();
    if (this.listeners.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private currentToken(): string {
    try {
      return this.reader.db.changeToken();
    } catch {
      return 'no database';
    }
  }
}
