import { sweepHref, trialHref } from '../server/addresses/addresses.ts';
import { type AppOptions, createApp, Door, type ImagesAtHand, newToken } from '../server/index.ts';
import { openDatabase } from '../store/index.ts';
import { Crawl } from './crawl.ts';
import { extentOf } from './extent.ts';
import { innerServer } from './innerServer.ts';

/** A file of a site. */
export interface SiteFile {
  /** The path within its folder, with `/` between names. */
  readonly path: string;
  readonly content: Buffer;
  /** Number of files that have been found so far, made or not. */
  readonly found: number;
}

export interface SiteSource extends Pick<AppOptions, 'asSpec' | 'exportedBytes'> {
  /** Absolute path of a database that does not change meanwhile. */
  readonly database: string;
  readonly sweepId: number;
  /** The test images of its dataset, if they are available. */
  readonly images: Exclude<ImagesAtHand, { state: 'loading' }>;
  /** The text at the foot of every page. */
  readonly foot: string;
}

/**
 * The files of a sweep's site, one after another: the pages that a reader of its dashboard can reach, as far
 * as they have a place.
 */
export async function* makeSite({ sweepId, foot, images, ...source }: SiteSource): AsyncGenerator<SiteFile> {
  const { trials, ...extent } = extentFrom(source.database, sweepId);
  const crawl = new Crawl(extent);
  const home = sweepHref(sweepId);
  const { app, close } = createApp({
    ...source,
    images: { find: () => images, load: async () => images },
    door: new Door(newToken(), 'changes'),
    pages: { link: (address) => crawl.link(address), foot, home },
  });
  const server = innerServer(app);
  try {
    crawl.begin(home);
    for (const trial of trials) crawl.begin(trialHref(sweepId, trial));
    for (let place = crawl.next(); place; place = crawl.next()) {
      const content = await server.get(place.address);
      yield { path: place.file, content, found: crawl.found };
    }
  } finally {
    server.close();
    close();
  }
}

function extentFrom(database: string, sweepId: number): ReturnType<typeof extentOf> {
  const db = openDatabase(database, { readonly: true });
  try {
    return extentOf(db, sweepId);
  } finally {
    db.close();
  }
}
