import { afterEach } from 'vitest';
import type { Dataset } from '../../src/data/dataset.ts';
import { describeDataset } from '../../src/data/describe.ts';
import { engineFingerprint } from '../../src/engine/fingerprint.ts';
import { InlineExecutor } from '../../src/executor/inline.ts';
import { PiscinaExecutor } from '../../src/executor/piscina.ts';
import { createSweepStore, type Database, openDatabase } from '../../src/store/index.ts';
import type { MemoryBudget } from '../../src/sweep/admission.ts';
import type { SweepEvent } from '../../src/sweep/events.ts';
import { planSweep } from '../../src/sweep/planSweep.ts';
import { runSweep } from '../../src/sweep/runSweep.ts';
import type { Spec } from '../../src/sweepfile/spec.ts';
import type { NetworkSetup } from '../../src/trainable/network/setup.ts';
import { networkWorkload } from '../../src/trainable/network/workload.ts';
import type { Workload } from '../../src/trainable/trainable.ts';
import { Trainer } from '../../src/trainer/trainer.ts';
import { splitDataset } from '../../src/trainer/validation.ts';
import { tinyDataset } from '../helpers/tinyDataset.ts';
import { specOf } from '../sweepfile/read.ts';

export const dataset = tinyDataset();
const MACHINE = await engineFingerprint('onnx');
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

/** A spec with images that train in milliseconds, and the lines of the test. */
export function tinySpec(lines: string): Spec {
  return specOf(`name: tiny
model: ann
dataset: synthetic
seed: 11
validation: 60
${lines}`);
}

/** The workload of a sweep over networks on the tiny dataset. */
export function tinyWorkload({ setup }: Pick<Spec, 'setup'>, images = dataset): Workload {
  const network = setup as NetworkSetup;
  const { labels } = splitDataset(images, network.validation).validation;
  const artifacts = { labels: { validation: labels, test: images.test.labels } };
  return networkWorkload(network, describeDataset(images), artifacts, MACHINE);
}

export interface RunOptions {
  /** Number of threads; trains on this thread if absent. */
  readonly threads?: number;
  /** The dataset; the tiny one if absent. */
  readonly images?: Dataset;
  readonly maxTrials?: number;
  readonly signal?: AbortSignal;
  /** Whether every trial trains all of its steps itself. */
  readonly sharesNothing?: boolean;
  readonly memory?: MemoryBudget;
  readonly onEvent?: (event: SweepEvent) => void;
}

/** Runs a sweep as `sweep run` does, and returns all its events. */
export async function runTiny(db: Database, spec: Spec, options: RunOptions = {}) {
  const images = options.images ?? dataset;
  const executor = options.threads
    ? new PiscinaExecutor({ kind: 'network', dataset: images }, options.threads)
    : new InlineExecutor(new Trainer(images));
  const { reckoning, ...others } = tinyWorkload(spec, images);
  const workload = options.sharesNothing ? others : { ...others, ...(reckoning ? { reckoning } : {}) };
  const events: SweepEvent[] = [];
  try {
    const end = await runSweep({
      spec,
      specText: 'name: tiny',
      specJson: JSON.stringify({ runCap: spec.runCap, finals: spec.finals }),
      configurations: planSweep(spec, workload).configurations,
      workload,
      machine: {},
      store: createSweepStore(db),
      executor,
      memory: options.memory,
      maxTrials: options.maxTrials,
      signal: options.signal ?? new AbortController().signal,
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
