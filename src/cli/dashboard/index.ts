import type { Dataset } from '../../data/dataset.ts';
import { safetensorsBytes } from '../../export/safetensors.ts';
import { trialAsSpec } from '../../export/yaml.ts';
import { DatasetImages } from './datasetImages.ts';
import { CommandExports } from './exports/commandExports.ts';
import { TrialClassifier } from './trialClassifier.ts';
import { waitingShares } from './waitingShares.ts';

/**
 * The services that the dashboard's pages need in addition to the database; `loaded` is a dataset that is
 * already in memory.
 */
export function dashboardServices(loaded?: Dataset) {
  return {
    images: new DatasetImages(loaded),
    classifier: new TrialClassifier(),
    exports: new CommandExports(),
    asSpec: trialAsSpec,
    exportedBytes: safetensorsBytes,
    sharesOf: waitingShares(),
  };
}

/** Ends their work outside the calling thread. */
export async function closeServices({
  classifier,
  exports,
}: ReturnType<typeof dashboardServices>): Promise<void> {
  await Promise.all([classifier.close(), exports.close()]);
}
