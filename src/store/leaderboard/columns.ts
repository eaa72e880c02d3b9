import { PARAMETERS } from '../../model/parameters/index.ts';
import type { Column } from '../where/columns.ts';
import type { LeaderboardRow } from './row.ts';

type RowColumn = Column<LeaderboardRow>;
type NumberKey = {
  [K in keyof LeaderboardRow]-?: LeaderboardRow[K] extends number | null ? K : never;
}[keyof LeaderboardRow];

const parameterColumns: readonly RowColumn[] = PARAMETERS.map(({ name, aliases }) => ({
  name,
  otherNames: aliases ?? [],
  type: 'any',
  best: 'low',
  read: (row) => row.parameters[name],
}));

function number(name: NumberKey, best: Column<never>['best'], ...otherNames: string[]): RowColumn {
  return { name, otherNames, type: 'number', best, read: (row) => row[name] };
}

function text(name: 'model' | 'state' | 'configuration'): RowColumn {
  return { name, type: 'text', best: 'low', read: (row) => row[name] };
}

/** In ms. */
const TIMES = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** All that a leaderboard can be sorted and filtered by. `epochs` is the parameter, `epochsDone` what was trained. */
export const LEADERBOARD_COLUMNS: readonly RowColumn[] = [
  ...parameterColumns,
  text('model'),
  text('state'),
  text('configuration'),
  {
    name: 'tag',
    otherNames: ['tags'],
    type: 'text',
    best: 'low',
    read: ({ tags }) => (tags.length === 0 ? null : tags.join(' ')),
    readAll: ({ tags }) => tags,
  },
  number('rank', 'low'),
  {
    name: 'mean',
    type: 'number',
    best: 'high',
    read: (row) => row.mean,
  },
  number('std', 'low'),
  number('replicates', 'high'),
  number('loss', 'low'),
  number('accuracy', 'high'),
  number('val_loss', 'low'),
  number('val_accuracy', 'high'),
  number('test_loss', 'low'),
  number('test_accuracy', 'high'),
  { name: 'epochsDone', otherNames: ['epochs_done'], type: 'number', best: 'low', read: (row) => row.epochs },
  number('parameterCount', 'low', 'parameter_count', 'weights'),
  { ...number('durationMs', 'low', 'duration_ms', 'training_time'), units: TIMES },
  { ...number('latencyMs', 'low', 'latency_ms', 'latency'), units: TIMES },
  { name: 'trial', otherNames: ['trials'], type: 'number', best: 'low', read: ({ trials }) => trials[0] },
];
