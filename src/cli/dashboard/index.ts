import type { Dataset } from '../../data/dataset.ts';
import { trialAsSpec } from '../../export/yaml.ts';
import { DatasetImages } from './datasetImages.ts';
import { CommandExports } from './exports/commandExports.ts';
import { TrialClassifier } from './trialClassifier.ts';

/** What the dashboard's pages need beside the database; `loaded` is a dataset that is in memory anyway. */
export function dashboardServices(loaded?: Dataset) {
  return {
    images: new DatasetImages(loaded),
    classifier: new TrialClassifier(),
    exports: new CommandExports(),
    asSpec: trialAsSpec,
  };
}

/** Ends what they do beside the calling thread. */
export async function closeServices({
  classifier,
  exports,
}: ReturnType<typeof dashboardServices>): Promise<void> {
  await Promise.all([classifier.close(), exports.close()]);
}
