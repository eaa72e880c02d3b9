import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { DatasetImages } from '../../src/cli/dashboard/datasetImages.ts';
import { trialAsSpec } from '../../src/export/yaml.ts';
import { footOf, makeSite } from '../../src/site/index.ts';
import { type Database, findSweep, openDatabase, stillCopy, sweepProgress } from '../../src/store/index.ts';
import { claimedDataset } from '../server/tinyServices.ts';

const left: (() => void)[] = [];
afterAll(() => {
  for (const remove of left.reverse()) remove();
});

/** A new folder, removed after the tests of the file. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-site-'));
  left.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A database in a new folder. */
export function newDatabase(): Database {
  const db = openDatabase(join(newFolder(), 'runs.db'));
  left.push(() => db.close());
  return db;
}

/** The site of a sweep as the command makes it, by the paths of its files. */
export async function madeSite(
  db: Database,
  { sweepId = 1, copied = () => {} }: { sweepId?: number; copied?: () => void } = {},
): Promise<ReadonlyMap<string, Buffer>> {
  const database = join(newFolder(), 'still.db');
  const moment = stillCopy(db, database, sweepId);
  copied();
  const copy = openDatabase(database, { readonly: true });
  const sweep = findSweep(copy, String(sweepId));
  const { trials } = sweepProgress(copy, sweepId);
  copy.close();
  const foot = footOf(sweep, trials, moment, { database: 'runs.db', version: '1.2.3' });
  const images = sweep.dataset
    ? await new DatasetImages(claimedDataset()).load(sweep.dataset)
    : ({ state: 'missing', reason: 'It has none.' } as const);
  const files = new Map<string, Buffer>();
  for await (const { path, content } of makeSite({ database, sweepId, foot, images, asSpec: trialAsSpec })) {
    files.set(path, content);
  }
  return files;
}

/** A page of the site as text. */
export function textOf(files: ReadonlyMap<string, Buffer>, path: string): string {
  return files.get(path)!.toString();
}

export interface Reference {
  readonly from: string;
  readonly written: string;
  /**
   * The file that an address names, as a browser resolves it; undefined for another host or an absolute
   * address.
   */
  readonly file: string | undefined;
}

/** Addresses that the pages of a site load and link to. */
export function referencesOf(files: ReadonlyMap<string, Buffer>): Reference[] {
  return [...files].flatMap(([from, content]) =>
    from.endsWith('.html')
      ? [...content.toString().matchAll(/<[a-z][^>]*? (?:href|src|srcset|action|data-chart)="([^"]*)"/g)].map(
          ([, written]) => ({ from, written: written!, file: fileOf(written!, from) }),
        )
      : [],
  );
}

function fileOf(written: string, from: string): string | undefined {
  const { origin, pathname, search } = new URL(written.replaceAll('&amp;', '&'), `http://here/site/${from}`);
  if (written.startsWith('/') || origin !== 'http://here' || search !== '') return undefined;
  return pathname.startsWith('/site/') ? decodeURIComponent(pathname.slice('/site/'.length)) : undefined;
}
