import type { IncomingMessage, ServerResponse } from 'node:http';
import { allSweeps, type Database } from '../../store/index.ts';
import type { StoredArchive } from './storedArchive.ts';
import { sweepId } from './sweepViews.ts';

const PAGE = /^\/[^/]+\/([^/]+)\/(sweeps|runs)\/([^/]+)\/?$/;

/** Answers the addresses that W&B's client prints with the pages here; false for any other address. */
export type Redirect = (request: IncomingMessage, response: ServerResponse) => boolean;

export function redirectToPages(db: Database, archive: StoredArchive): Redirect {
  const pageOf = (project: string, kind: string, id: string): string => {
    if (kind === 'sweeps') {
      const sweep = allSweeps(db).find((each) => sweepId(each) === id);
      return sweep ? `/sweeps/${sweep.id}` : '/';
    }
    const place = archive.place({ project, id });
    return place ? `/sweeps/${place.sweepId}/trials/${place.trial}` : '/';
  };
  return ({ method, url = '' }, response) => {
    const [, ...words] = PAGE.exec(url.split('?', 1)[0]!) ?? [];
    if (method !== 'GET' || words.length === 0) return false;
    const [project, kind, id] = words.map(decoded);
    response.writeHead(302, { location: pageOf(project!, kind!, id!) }).end();
    return true;
  };
}

function decoded(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}
