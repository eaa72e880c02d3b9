import type { Dataset } from '../data/dataset.ts';
import { describeDataset } from '../data/describe.ts';
import { type DatasetOrigin, loadDataset } from '../data/load.ts';
import { engineFingerprint } from '../engine/fingerprint.ts';
import { createEngine } from '../engine/index.ts';
import { SweepError } from '../errors.ts';
import { PiscinaExecutor } from '../executor/piscina.ts';
import type { MemoryBudget } from '../sweep/admission.ts';
import { selectionWarnings } from '../trainable/network/selection.ts';
import type { EngineName, NetworkSetup } from '../trainable/network/setup.ts';
import { networkWorkload } from '../trainable/network/workload.ts';
import { splitDataset } from '../trainer/validation.ts';
import { memoryBudget } from './memoryBudget.ts';
import type { OpenedWorkload, OpenWorkload } from './openedWorkload.ts';
import { requireSplit } from './requireSplit.ts';

export interface OpenedNetwork extends OpenedWorkload {
  readonly dataset: Dataset;
  readonly memory: MemoryBudget;
  readonly origin: DatasetOrigin;
}

/** This package's own networks on images, on worker threads; a missing dataset is downloaded. */
export const openNetwork: OpenWorkload<NetworkSetup, OpenedNetwork> = async (
  { setup, metric },
  { surroundings, signal, onProgress },
) => {
  const { engine, validation } = setup;
  const opening = machineOf(engine);
  // Nothing is downloaded for an engine that is missing.
  if (engine !== 'onnx') await opening;
  const [{ dataset, origin }, machine] = await Promise.all([
    loadDataset(setup.dataset, { ...surroundings, signal, onProgress }),
    opening,
  ]);
  requireSplit(setup, dataset);
  const labels = {
    validation: splitDataset(dataset, validation).validation.labels,
    test: dataset.test.labels,
  };
  return {
    workload: networkWorkload(setup, describeDataset(dataset), { labels }, machine),
    memory: memoryBudget(engine, dataset.input),
    remarks: [
      ...selectionWarnings({ metric: metric.name, validation }),
      ...(origin.kind === 'synthetic' && origin.reason
        ? [
            `${setup.dataset.name} cannot be had here (${origin.reason}): a drawn stand-in is used, whose numbers say nothing about it.`,
          ]
        : []),
    ],
    dataset,
    origin,
    executor: (slots) => new PiscinaExecutor({ kind: 'network', dataset }, slots),
  };
};

/**
 * The fingerprint of trainings. Undefined where this thread cannot have the memory of the package's own engine:
 * worker threads still may, and say it themselves if they cannot.
 * @throws SweepError `engine_unavailable` for an engine that is not part of the package and does not load.
 */
async function machineOf(engine: EngineName): Promise<string | undefined> {
  try {
    return await engineFingerprint(engine);
  } catch (error) {
    if (engine === 'onnx' && error instanceof SweepError && error.code === 'engine_unavailable')
      return undefined;
    throw error;
  }
}

/**
 * An engine that is not part of the package may be missing.
 * @throws SweepError `engine_unavailable`.
 */
export async function requireEngine(name: EngineName): Promise<void> {
  if (name !== 'onnx') await (await createEngine(name)).dispose();
}
