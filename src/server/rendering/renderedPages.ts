import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';
import type { DatabaseReader } from '../reading/databaseReader.ts';

/** A page, picture or other text as it is sent. */
export interface RenderedPage {
  readonly status: number;
  readonly content: string;
}

/** The same page as bytes, made once for all requests. */
interface SentPage {
  readonly status: number;
  readonly content: Buffer;
  /** Express would hash the content for every reader. */
  readonly etag: string;
  /** Made on the first request for it. */
  gzipped?: Buffer;
}

/**
 * A page shows times that pass, such as how long a trial has been running; after this time it is rendered
 * again.
 */
const FRESH_MS = 2000;

/**
 * The pages of one state of the database. A hundred readers who hear of a change at once ask for the same
 * page, and it is made once. A page depends on its address and on the state alone.
 */
export class RenderedPages {
  private readonly pages = new Map<string, SentPage & { readonly madeAt: number }>();
  private readonly reader: DatabaseReader;
  private token = '';

  constructor(reader: DatabaseReader) {
    this.reader = reader;
  }

  /**
   * Sends the page at the requested address; it is rendered if this token has none yet, and compressed once
   * for all readers.
   */
  send(
    { request, response, type }: { request: Request; response: Response; type: 'html' | 'svg' | 'json' },
    token: string,
    make: () => RenderedPage,
  ): void {
    const page = this.get(token, request.originalUrl, make);
    response.status(page.status).type(type).vary('Accept-Encoding').set('ETag', page.etag);
    if (!request.acceptsEncodings('gzip')) return void response.send(page.content);
    page.gzipped ??= gzipSync(page.content, { level: LEVEL });
    response.set('Content-Encoding', 'gzip').send(page.gzipped);
  }

  private get(token: string, address: string, make: () => RenderedPage): SentPage {
    if (token !== this.token) this.pages.clear();
    this.token = token;
    const found = this.pages.get(address);
    if (found && performance.now() - found.madeAt < FRESH_MS) return found;
    const { status, content } = this.reader.snapshot(make);
    const page = {
      status,
      content: Buffer.from(content),
      etag: `W/"${createHash('sha256').update(content).digest('base64url')}"`,
      madeAt: performance.now(),
    };
    this.pages.set(address, page);
    if (this.pages.size > MOST_KEPT) this.pages.delete(this.pages.keys().next().value!);
    return page;
  }
}

const MOST_KEPT = 50;
/** Compression level of zlib: three times as fast as the usual 6, for a tenth more bytes. */
const LEVEL = 3;
