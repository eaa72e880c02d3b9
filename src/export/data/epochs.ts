import { findParameter } from '../../model/parameters/index.ts';
import type { HistoryRow } from '../../store/index.ts';
import { varyingParameters } from '../../trial/varying.ts';
import type { Described, TrialSource } from './described.ts';
import { ColumnNames, metricColumn, parameterColumn } from './namedColumns.ts';
import { DATASET, EPOCH_SCORES, MODEL, VALIDATION } from './networkColumns.ts';
import type { ColumnOf } from './table.ts';
import { ofConfiguration } from './trials.ts';

/**
 * The same in every step of a trial: columns that a plot of several trials needs in addition to the metrics.
 */
type OfTrial = ColumnOf<TrialSource>;
type OfStep = ColumnOf<HistoryRow>;

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

const CONFIGURATION: OfTrial = {
  name: 'configuration',
  type: 'string',
  meaning: 'SHA-256 of its configuration: equal for the seeds of one',
  read: ({ trial }) => trial.configuration.hash,
};

const SEED: OfTrial = {
  name: 'seed',
  type: 'int64',
  meaning: 'Seed of everything random in it',
  read: ({ trial }) => trial.seed,
};

const DIGEST: OfStep = {
  name: 'digest',
  type: 'string',
  meaning:
    'SHA-256 of the digest of the epoch before, the weights and the metrics, as `sweep verify` compares it',
  read: ({ digest }) => digest ?? null,
};

/**
 * The columns of epochs or steps, in three parts of a row; the parameters that vary among the trials are in
 * the last part.
 */
export function epochColumns(described: Described) {
  const { sources, networks, names } = described;
  const configurations = sources.map(({ trial }) => trial.configuration);
  const varies = new Set(varyingParameters(configurations.map(({ parameters }) => parameters)));
  const varying = names.parameters.filter((name) => varies.has(name));
  const parameterOf = (name: string) => (networks ? findParameter(name) : undefined);
  const [step, duration] = measured(described);
  const scores = (networks ? EPOCH_SCORES : []).map(
    ({ read, ...same }): OfStep => ({ ...same, read: ({ metrics }) => read(metrics) }),
  );
  const before = [CONFIGURATION, ...(networks ? [ofConfiguration(MODEL)] : [])];
  const behind = [SEED, ...(networks ? [VALIDATION, ...DATASET] : [])];
  const digest = networks ? [DIGEST] : [];
  const fixed = [...WHOSE, step, ...scores, duration, ...digest, ...before, ...behind];
  const titles = new ColumnNames(
    { ...names, parameters: varying, facts: [] },
    fixed.map(({ name }) => name),
  );
  const metrics = names.metrics.map((name): OfStep => {
    const { read, ...same } = metricColumn(name, titles.of('metrics', name));
    return { ...same, read: (row) => read(row.metrics) };
  });
  const parameters = varying.map((name) =>
    ofConfiguration(parameterColumn(name, titles.of('parameters', name), configurations, parameterOf(name))),
  );
  return {
    whose: WHOSE,
    metrics: [step, ...scores, ...metrics, duration, ...digest],
    rest: [...before, ...parameters, ...behind],
  };
}

function measured({ stepName, others }: Described): [step: OfStep, duration: OfStep] {
  return [
    {
      name: stepName,
      type: 'int32',
      meaning: others ? 'Of the last attempt' : 'From 1, of the last attempt',
      read: ({ step }) => step,
    },
    {
      name: 'duration_ms',
      type: 'double',
      meaning: others
        ? 'Since the step before it, in milliseconds'
        : 'Training and validation of the epoch, in milliseconds',
      read: ({ durationMs }) => durationMs,
    },
  ];
}
