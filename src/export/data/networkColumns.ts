import type { StoredMetrics } from '../../metric/metric.ts';
import { EPOCH_METRICS, FINAL_METRICS } from '../../trainable/network/metrics.ts';
import type { TrialSource } from './described.ts';
import { type Configured, cellOf, factColumn, metricColumn } from './namedColumns.ts';
import type { ColumnOf } from './table.ts';

/** Metrics and facts of networks that have columns of their own, with titles of their own. */
export const NETWORK_METRICS: readonly string[] = [...EPOCH_METRICS, ...FINAL_METRICS];
export const NETWORK_FACTS: readonly string[] = ['parameterCount', 'flops'];

export const MODEL: ColumnOf<Configured> = {
  name: 'model',
  type: 'string',
  meaning: '`ann` or `cnn`',
  read: ({ parameters }) => cellOf(parameters, 'model'),
};

export const SCORES: readonly ColumnOf<StoredMetrics>[] = [
  metricColumn(
    'loss',
    'loss',
    'Of the training images, in the epoch whose weights are kept, or the latest before it ends',
  ),
  metricColumn('accuracy', 'accuracy', 'The same, as a share'),
  metricColumn('val_loss', 'val_loss', 'Of the validation images, after that epoch'),
  metricColumn('val_accuracy', 'val_accuracy', 'The same, as a share'),
  metricColumn('test_loss', 'test_loss', 'Of the test images, with these weights'),
  metricColumn('test_accuracy', 'test_accuracy', 'The same, as a share'),
];

/** The same for one epoch. */
export const EPOCH_SCORES: readonly ColumnOf<StoredMetrics>[] = [
  metricColumn('loss', 'loss', "Mean over the epoch's training images, as the network saw them"),
  metricColumn('accuracy', 'accuracy', 'The same, as a share'),
  metricColumn('val_loss', 'val_loss', 'Of the validation images, after the epoch'),
  metricColumn('val_accuracy', 'val_accuracy', 'The same, as a share'),
];

export const SPEEDS: readonly ColumnOf<StoredMetrics>[] = [
  metricColumn('latencyMs', 'latency_ms', 'Milliseconds that the trained network takes for one image'),
  metricColumn('latency1000Ms', 'latency_1000_ms', 'The same for 1,000 images in one call'),
];

export const SIZES: readonly ColumnOf<Configured>[] = [
  {
    ...factColumn('parameterCount', 'parameter_count', []),
    meaning: 'Weights of the network, moving averages included',
  },
  { ...factColumn('flops', 'flops', []), meaning: 'Floating-point operations of one image' },
];

export const RANKED_ON: ColumnOf<TrialSource> = {
  name: 'ranked_on',
  type: 'string',
  meaning: 'The images it ranks by: `validation`, `test` or `training`',
  read: ({ sweep }) => sweep.rankedOn,
};

export const VALIDATION: ColumnOf<TrialSource> = {
  name: 'validation',
  type: 'string',
  meaning: '`holdout`, or `test` where the validation images are the test images',
  read: ({ sweep }) => sweep.validation?.kind ?? null,
};

export const DATASET: readonly ColumnOf<TrialSource>[] = [
  {
    name: 'dataset',
    type: 'string',
    meaning: 'Name of the dataset',
    read: ({ sweep }) => sweep.dataset?.name ?? null,
  },
  {
    name: 'synthetic',
    type: 'boolean',
    meaning: 'Whether it was the drawn stand-in',
    read: ({ sweep }) => sweep.dataset?.synthetic ?? null,
  },
];
