import type { EpochRow } from '../../store/index.ts';
import { varyingParameterColumns } from './parameterColumns.ts';
import type { ColumnOf } from './table.ts';
import type { TrialSource } from './trials.ts';

/** The same in every epoch of a trial: what a plot of several trials needs beside the metrics. */
type OfTrial = ColumnOf<TrialSource>;
type OfEpoch = ColumnOf<EpochRow>;

const WHOSE: readonly OfTrial[] = [
  { name: 'sweep', type: 'string', meaning: 'Name of the sweep', read: ({ sweep }) => sweep.name },
  {
    name: 'sweep_id',
    type: 'int32',
    meaning: 'Its id, which no other sweep of the database has',
    read: ({ sweep }) => sweep.id,
  },
  {
    name: 'trial',
    type: 'int32',
    meaning: 'Number of the trial in its sweep',
    read: ({ trial }) => trial.number,
  },
];

const METRICS: readonly OfEpoch[] = [
  { name: 'epoch', type: 'int32', meaning: 'From 1, of the last attempt', read: ({ epoch }) => epoch },
  {
    name: 'loss',
    type: 'double',
    meaning: "Mean over the epoch's training images, as the network saw them",
    read: ({ loss }) => loss,
  },
  {
    name: 'accuracy',
    type: 'double',
    meaning: 'The same, as a share',
    read: ({ accuracy }) => accuracy,
  },
  {
    name: 'val_loss',
    type: 'double',
    meaning: 'Of the validation images, after the epoch',
    read: ({ val_loss }) => val_loss,
  },
  {
    name: 'val_accuracy',
    type: 'double',
    meaning: 'The same, as a share',
    read: ({ val_accuracy }) => val_accuracy,
  },
  {
    name: 'duration_ms',
    type: 'double',
    meaning: 'Training and validation of the epoch, in milliseconds',
    read: ({ durationMs }) => durationMs,
  },
];

const CONFIGURATION: readonly OfTrial[] = [
  {
    name: 'configuration',
    type: 'string',
    meaning: 'SHA-256 of its configuration: equal for the seeds of one',
    read: ({ trial }) => trial.configuration.hash,
  },
  {
    name: 'model',
    type: 'string',
    meaning: '`ann` or `cnn`',
    read: ({ trial }) => trial.configuration.model,
  },
];

const REST: readonly OfTrial[] = [
  {
    name: 'seed',
    type: 'int64',
    meaning: 'What everything random in it came from',
    read: ({ trial }) => trial.seed,
  },
  {
    name: 'validation',
    type: 'string',
    meaning: '`holdout`, or `test` where the validation images are the test images',
    read: ({ sweep }) => sweep.validation.kind,
  },
  {
    name: 'dataset',
    type: 'string',
    meaning: 'Name of the dataset',
    read: ({ sweep }) => sweep.dataset.name,
  },
  {
    name: 'synthetic',
    type: 'boolean',
    meaning: 'Whether it was the drawn stand-in',
    read: ({ sweep }) => sweep.dataset.synthetic,
  },
];

/** The columns of epochs, in three parts of a row; what varies among the trials is among the last. */
export function epochColumns(sources: readonly TrialSource[]) {
  const varying = varyingParameterColumns(sources.map(({ trial }) => trial.configuration));
  const own = varying.map(({ read, ...same }) => ({
    ...same,
    read: ({ trial }: TrialSource) => read(trial),
  }));
  return { whose: WHOSE, metrics: METRICS, rest: [...CONFIGURATION, ...own, ...REST] };
}
