import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { KeptFiles } from '../../../src/clients/keptFiles.ts';
import { MemoryTracker } from '../../../src/clients/memory/memoryTracker.ts';
import { trackerConformance } from '../../conformance/trackerContract.ts';

const folder = mkdtempSync(join(tmpdir(), 'sweep-tracker-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;

trackerConformance(() => new MemoryTracker());
trackerConformance(() => new MemoryTracker({ files: new KeptFiles(join(folder, String(made++))) }));
