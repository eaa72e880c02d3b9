import type { SweepInfo, TrialRecord } from '../../store/index.ts';
import { parameterColumns } from './parameterColumns.ts';
import type { ColumnOf, ColumnType } from './table.ts';

/** A trial with its sweep, out of which a row of `trials` is made. */
export interface TrialSource {
  readonly sweep: SweepInfo;
  readonly trial: TrialRecord;
}

type TrialColumn = ColumnOf<TrialSource>;

const IDENTITY: readonly TrialColumn[] = [
  column('sweep', 'string', 'Name of the sweep', ({ sweep }) => sweep.name),
  column('sweep_id', 'int32', 'Its id, which no other sweep of the database has', ({ sweep }) => sweep.id),
  ofTrial('trial', 'int32', 'Number of the trial in its sweep', ({ number }) => number),
  ofTrial('configuration', 'string', 'SHA-256 of its configuration: equal for the seeds of one', (trial) => {
    return trial.configuration.hash;
  }),
  ofTrial('model', 'string', '`ann` or `cnn`', (trial) => trial.configuration.model),
];

const RESULT: readonly TrialColumn[] = [
  ofTrial('seed', 'int64', 'What everything random in it came from', ({ seed }) => seed),
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
  ofTrial('epochs_done', 'int32', 'Epochs trained; `epochs` is the parameter', ({ epochs }) => epochs),
  ofTrial(
    'loss',
    'double',
    'Of the training images, in the epoch whose weights are kept, or the latest before it ends',
    ({ loss }) => loss,
  ),
  ofTrial('accuracy', 'double', 'The same, as a share', ({ accuracy }) => accuracy),
  ofTrial('val_loss', 'double', 'Of the validation images, after that epoch', ({ val_loss }) => val_loss),
  ofTrial('val_accuracy', 'double', 'The same, as a share', ({ val_accuracy }) => val_accuracy),
  ofTrial('test_loss', 'double', 'Of the test images, with these weights', ({ test_loss }) => test_loss),
  ofTrial('test_accuracy', 'double', 'The same, as a share', ({ test_accuracy }) => test_accuracy),
  ofTrial('rank', 'int32', 'Of its configuration on the leaderboard, from 1', ({ rank }) => rank),
  column('metric', 'string', 'What the sweep ranks by', ({ sweep }) => sweep.metric),
  column('goal', 'string', '`maximize` or `minimize`', ({ sweep }) => sweep.goal),
  column('ranked_on', 'string', 'The images it ranks by: `validation`, `test` or `training`', ({ sweep }) => {
    return sweep.rankedOn;
  }),
  column(
    'validation',
    'string',
    '`holdout`, or `test` where the validation images are the test images',
    ({ sweep }) => sweep.validation.kind,
  ),
];

const COURSE: readonly TrialColumn[] = [
  ofTrial('duration_ms', 'double', 'Training time in milliseconds', ({ durationMs }) => durationMs),
  ofTrial('latency_ms', 'double', 'Milliseconds that the trained network takes for one image', (trial) => {
    return trial.latencyMs;
  }),
  ofTrial('parameter_count', 'int64', 'Weights of the network, moving averages included', (trial) => {
    return trial.configuration.parameterCount;
  }),
  ofTrial('flops', 'int64', 'Floating-point operations of one image', ({ configuration }) => {
    return configuration.flops;
  }),
  ofTrial('started_at', 'timestamp', 'When it began, in UTC', ({ startedAtMs }) => startedAtMs),
  ofTrial('ended_at', 'timestamp', 'When it ended, in UTC', ({ endedAtMs }) => endedAtMs),
  ofTrial('worker', 'int32', 'The worker that trained it, from 0', ({ worker }) => worker),
  ofTrial('stopped_early', 'string', 'Why it ended before its last epoch, where it did', (trial) => {
    return trial.reasonCode === null ? trial.reasonMessage : null;
  }),
  ofTrial('reason_code', 'string', 'Code of the error for which it failed or was cancelled', (trial) => {
    return trial.reasonCode;
  }),
  ofTrial('reason', 'string', 'The same in words', ({ reason }) => reason),
  ofTrial('note', 'string', 'The note that it was given', ({ note }) => note || null),
  ofTrial('tags', 'json', 'Its tags, a list', ({ tags }) => tags),
  ofTrial('hidden', 'boolean', 'Whether it was hidden in the dashboard', ({ hidden }) => hidden),
  ofTrial(
    'fingerprint',
    'string',
    'Engine, version and processor: the same there, to the same bits',
    (trial) => {
      return trial.fingerprint;
    },
  ),
  column('dataset', 'string', 'Name of the dataset', ({ sweep }) => sweep.dataset.name),
  column('synthetic', 'boolean', 'Whether it was the drawn stand-in', ({ sweep }) => sweep.dataset.synthetic),
];

/** The columns that trials of these sweeps have; all but the parameters are always the same. */
export function trialColumns(sources: readonly TrialSource[]): readonly TrialColumn[] {
  const parameters = parameterColumns(sources.map(({ trial }) => trial.configuration));
  const own = parameters.map(({ read, ...same }) => ({
    ...same,
    read: ({ trial }: TrialSource) => read(trial),
  }));
  return [...IDENTITY, ...own, ...RESULT, ...COURSE];
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
