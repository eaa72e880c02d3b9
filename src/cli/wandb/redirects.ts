import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Database, listSweeps } from '../../store/index.ts';

const PAGE = /^\/[^/]+\/[^/]+(?:\/(sweeps|runs)\/([^/]+))?\/?$/;

/** Leads from the addresses that W&B's client prints to the pages here; false for any other. */
export function redirectToPage(db: Database, request: IncomingMessage, response: ServerResponse): boolean {
  const path = (request.url ?? '').split('?', 1)[0]!;
  const [, kind, id] = PAGE.exec(path) ?? [];
  if (request.method !== 'GET' || kind === undefined) return false;
  const sweep = listSweeps(db).find(({ shared }) => {
    const { wandb } = shared as { wandb?: { id?: string } };
    return kind === 'sweeps' && wandb?.id === decodeURIComponent(id!);
  });
  response.writeHead(302, { location: sweep ? `/sweeps/${sweep.id}` : '/' }).end();
  return true;
}
