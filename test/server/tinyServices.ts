import { onTestFinished } from 'vitest';
import { closeServices, dashboardServices } from '../../src/cli/dashboard/index.ts';
import type { Dataset } from '../../src/data/dataset.ts';
import { Random } from '../../src/random.ts';
import { DATASET } from '../store/sweeps.ts';

/** The dataset that test sweeps claim: five pictures of 6 × 6 pixels of noise. */
export function claimedDataset(): Dataset {
  const dataset = DATASET;
  const images = new Uint8Array(new SharedArrayBuffer(5 * 36));
  const random = Random.of(5, 'pictures');
  for (let index = 0; index < images.length; index++) images[index] = random.below(256);
  const nothing = { images: new Uint8Array(0), labels: new Uint16Array(0) };
  return { ...dataset, train: nothing, test: { images, labels: Uint16Array.of(0, 1, 2, 0, 2) } };
}

/** The real services of a dashboard, with that dataset in memory; closed after the test. */
export function tinyServices(dataset?: Dataset): ReturnType<typeof dashboardServices> {
  const services = dashboardServices(dataset);
  onTestFinished(() => closeServices(services));
  return services;
}
