import type { Dataset, DatasetInfo } from './dataset.ts';

/** A dataset without its pixels: small, and plain data that survives JSON. */
export function describeDataset(dataset: Dataset): DatasetInfo {
  const { train, test, ...info } = dataset;
  return info;
}
