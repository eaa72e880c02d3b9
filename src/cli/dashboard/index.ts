import type { Dataset } from '../../data/dataset.ts';
import { trialAsSpec } from '../../export/yaml.ts';
import { DatasetImages } from './datasetImages.ts';
import { TrialClassifier } from './trialClassifier.ts';

/** What the dashboard's pages need beside the database; `loaded` is a dataset that is in memory anyway. */
export function dashboardServices(loaded?: Dataset) {
  return { images: new DatasetImages(loaded), classifier: new TrialClassifier(), asSpec: trialAsSpec };
}
