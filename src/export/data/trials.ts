import type { StoredMetrics } from '../../metric/metric.ts';
import { findParameter } from '../../model/parameters/index.ts';
import type { TrialRecord } from '../../store/index.ts';
import type { Described, TrialSource } from './described.ts';
import { ColumnNames, type Configured, factColumn, metricColumn, parameterColumn } from './namedColumns.ts';
import { DATASET, MODEL, RANKED_ON, SCORES, SIZES, SPEEDS, VALIDATION } from './networkColumns.ts';
import type { ColumnOf, ColumnType } from './table.ts';

export type TrialColumn = ColumnOf<TrialSource>;

const IDENTITY: readonly TrialColumn[] = [
  column('sweep', 'string', 'Name of the sweep', ({ sweep }) => sweep.name),
  column('sweep_id', 'int32', 'Its id, which no other sweep of the database has', ({ sweep }) => sweep.id),
  ofTrial('trial', 'int32', 'Number of the trial in its sweep', ({ number }) => number),
  ofTrial('configuration', 'string', 'SHA-256 of its configuration: equal for the seeds of one', (trial) => {
    return trial.configuration.hash;
  }),
];

const RUN: readonly TrialColumn[] = [
  ofTrial('seed', 'int64', 'Seed of everything random in it', ({ seed }) => seed),
  ofTrial('replicate', 'int32', 'Which of the seeds of its configuration that is, from 0', (trial) => {
    return trial.replicate;
  }),
  ofTrial(
    'state',
    'string',
    '`queued`, `running`, `completed`, `pruned`, `failed` or `cancelled`',
    (trial) => {
      return trial.state;
    },
  ),
];

const RANKING: readonly TrialColumn[] = [
  ofTrial('rank', 'int32', 'Of its configuration on the leaderboard, from 1', ({ rank }) => rank),
  column('metric', 'string', 'What the sweep ranks by', ({ sweep }) => sweep.metric),
  column('goal', 'string', '`maximize` or `minimize`', ({ sweep }) => sweep.goal),
];

const DURATION = ofTrial('duration_ms', 'double', 'Training time in milliseconds', (trial) => {
  return trial.durationMs;
});

/** The columns of the trials of these sweeps; only parameters, metrics and facts differ between sweeps. */
export function trialColumns({ sources, networks, others, stepName, names }: Described): TrialColumn[] {
  const configurations = sources.map(({ trial }) => trial.configuration);
  const parameterOf = (name: string) => (networks ? findParameter(name) : undefined);
  const where = <T>(condition: boolean, columns: readonly T[]) => (condition ? columns : []);
  const course = courseOf(stepName, { networks, others });
  const steps = stepsDone(stepName, others);
  const scores = where(networks, SCORES).map(ofMetrics);
  const ranking = [...RANKING, ...where(networks, [RANKED_ON, VALIDATION])];
  const sizes = where(networks, [...SPEEDS.map(ofMetrics), ...SIZES.map(ofConfiguration)]);
  const before = [...IDENTITY, ...where(networks, [ofConfiguration(MODEL)])];
  const behind = [...course, ...where(networks, DATASET)];
  const fixed = [before, RUN, [steps], scores, ranking, [DURATION], sizes, behind].flat();
  const titles = new ColumnNames(
    names,
    fixed.map(({ name }) => name),
  );
  const parameters = names.parameters.map((name) =>
    ofConfiguration(parameterColumn(name, titles.of('parameters', name), configurations, parameterOf(name))),
  );
  const metrics = names.metrics.map((name) => ofMetrics(metricColumn(name, titles.of('metrics', name))));
  const facts = names.facts.map((name) =>
    ofConfiguration(factColumn(name, titles.of('facts', name), configurations)),
  );
  return [
    [before, parameters, RUN, [steps]],
    [scores, metrics, ranking, [DURATION], sizes, facts, behind],
  ].flat(2);
}

function stepsDone(stepName: Described['stepName'], others: boolean): TrialColumn {
  const meaning = others ? 'Steps reported' : 'Epochs trained; `epochs` is the parameter';
  return ofTrial(`${stepName}s_done`, 'int32', meaning, ({ steps }) => steps);
}

/** Networks alone begin with the steps of others. */
function originOf(stepName: Described['stepName']): TrialColumn[] {
  return [
    ofTrial(
      'origin_sweep',
      'int32',
      `Id of the sweep whose trial did its first ${stepName}s, where one did`,
      (trial) => {
        return trial.origin?.sweep ?? null;
      },
    ),
    ofTrial('origin_trial', 'int32', 'Number of that trial', ({ origin }) => origin?.trial ?? null),
    ofTrial(`origin_${stepName}`, 'int32', `The last ${stepName} that it did for both`, ({ origin }) => {
      return origin?.step ?? null;
    }),
  ];
}

function courseOf(
  stepName: Described['stepName'],
  { networks, others }: Pick<Described, 'networks' | 'others'>,
): TrialColumn[] {
  return [
    ofTrial('started_at', 'timestamp', 'When it began, in UTC', ({ startedAtMs }) => startedAtMs),
    ofTrial('ended_at', 'timestamp', 'When it ended, in UTC', ({ endedAtMs }) => endedAtMs),
    ...(networks ? originOf(stepName) : []),
    ofTrial('worker', 'int32', 'The worker that trained it, from 0', ({ worker }) => worker),
    ofTrial('stopped_early', 'string', `Why it ended before its last ${stepName}, where it did`, (trial) => {
      return trial.reasonCode === null ? trial.reasonMessage : null;
    }),
    ofTrial('reason_code', 'string', 'Code for why it failed, was pruned or cancelled', (trial) => {
      return trial.reasonCode;
    }),
    ofTrial('reason', 'string', 'The same in words', ({ reason }) => reason),
    ofTrial('note', 'string', 'Its note', ({ note }) => note || null),
    ofTrial('tags', 'json', 'Its tags, a list', ({ tags }) => tags),
    ofTrial('hidden', 'boolean', 'Whether it was hidden in the dashboard', ({ hidden }) => hidden),
    ofTrial(
      'fingerprint',
      'string',
      others ? 'What ran it, and where' : 'Engine, version and processor: the same there, to the same bits',
      (trial) => trial.fingerprint,
    ),
  ];
}

export function ofConfiguration({ read, ...same }: ColumnOf<Configured>): TrialColumn {
  return { ...same, read: ({ trial }) => read(trial.configuration) };
}

function ofMetrics({ read, ...same }: ColumnOf<StoredMetrics>): TrialColumn {
  return { ...same, read: ({ trial }) => read(trial.metrics) };
}

function ofTrial(
  name: string,
  type: ColumnType,
  meaning: string,
  read: (trial: TrialRecord) => ReturnType<TrialColumn['read']>,
): TrialColumn {
  return column(name, type, meaning, ({ trial }) => read(trial));
}

function column(name: string, type: ColumnType, meaning: string, read: TrialColumn['read']): TrialColumn {
  return { name, type, meaning, read };
}
