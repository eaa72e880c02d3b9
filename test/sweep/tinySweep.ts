import { afterEach } from 'vitest';
import { describeDataset } from '../../src/data/describe.ts';
import { InlineExecutor } from '../../src/executor/inline.ts';
import { PiscinaExecutor } from '../../src/executor/piscina.ts';
import { createSweepStore, type Database, openDatabase } from '../../src/store/index.ts';
import type { MemoryBudget } from '../../src/sweep/admission.ts';
import type { SweepEvent } from '../../src/sweep/events.ts';
import { planSweep } from '../../src/sweep/plan.ts';
import { runSweep } from '../../src/sweep/runSweep.ts';
import type { Spec } from '../../src/sweepfile/spec.ts';
import { splitDataset } from '../../src/trainer/validation.ts';
import { tinyDataset } from '../helpers/tinyDataset.ts';
import { specOf } from '../sweepfile/read.ts';

export const dataset = tinyDataset();
const opened: Database[] = [];
afterEach(() => {
  for (const db of opened.splice(0)) db.close();
});

/** A database in memory, closed after the test. */
export function memory(): Database {
  const db = openDatabase(':memory:');
  opened.push(db);
  return db;
}

/** A spec on images that train in milliseconds, from the lines that a test adds. */
export function tinySpec(lines: string): Spec {
  return specOf(`name: tiny
model: ann
dataset: synthetic
seed: 11
validation: 60
${lines}`);
}

export interface RunOptions {
  /** Threads; trains on this thread where absent. */
  readonly threads?: number;
  readonly maxTrials?: number;
  readonly memory?: MemoryBudget;
  readonly onEvent?: (event: SweepEvent) => void;
}

/** Runs a sweep as `sweep run` does, and tells all its events. */
export async function runTiny(db: Database, spec: Spec, options: RunOptions = {}) {
  const executor = options.threads
    ? new PiscinaExecutor(dataset, options.threads)
    : new InlineExecutor(dataset);
  const events: SweepEvent[] = [];
  try {
    const end = await runSweep({
      spec,
      specText: 'name: tiny',
      specJson: JSON.stringify({ runCap: spec.runCap }),
      configurations: planSweep(spec, dataset.input).configurations,
      dataset: describeDataset(dataset),
      labels: {
        validation: splitDataset(dataset, spec.validation).validation.labels,
        test: dataset.test.labels,
      },
      machine: {},
      store: createSweepStore(db),
      executor,
      memory: options.memory,
      maxTrials: options.maxTrials,
      signal: new AbortController().signal,
      onEvent: (event) => {
        events.push(event);
        options.onEvent?.(event);
      },
    });
    return { end, events };
  } finally {
    await executor.close();
  }
}
