import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { StoredArchive } from '../../../src/cli/wandb/storedArchive.ts';
import { KeptFiles } from '../../../src/clients/keptFiles.ts';
import { MemoryTracker } from '../../../src/clients/memory/memoryTracker.ts';
import { openDatabase } from '../../../src/store/index.ts';
import { trackerConformance } from '../../conformance/trackerContract.ts';

const folder = mkdtempSync(join(tmpdir(), 'sweep-archive-'));
const databases = [] as ReturnType<typeof openDatabase>[];
afterAll(() => {
  for (const db of databases) db.close();
  rmSync(folder, { recursive: true, force: true });
});

trackerConformance(() => {
  const place = join(folder, String(databases.length));
  const db = openDatabase(`${place}.db`);
  databases.push(db);
  return new MemoryTracker({ files: new KeptFiles(place), archive: new StoredArchive(db) });
});
