import {
  curveReader,
  type Database,
  filterRecords,
  type SweepInfo,
  trialRecords,
} from '../../store/index.ts';
import { epochColumns } from './epochs.ts';
import type { Cell, Excerpt, Table, TableName } from './table.ts';
import { type TrialSource, trialColumns } from './trials.ts';

export interface ExcerptOptions {
  readonly table: TableName;
  /** At least one. */
  readonly sweeps: readonly SweepInfo[];
  /** Which trials, as the leaderboard by trial takes it. */
  readonly where?: string | undefined;
}

/**
 * A table of the trials of some sweeps, or of their epochs. Columns follow from all trials of the sweeps, whatever the
 * filter.
 * @throws SweepError `filter_invalid` for a wrong filter.
 */
export function excerptOf(db: Database, { table, sweeps, where }: ExcerptOptions): Excerpt {
  const bySweep = sweeps.map((sweep) => ({ sweep, records: trialRecords(db, sweep.id) }));
  const all = bySweep.flatMap(({ sweep, records }) => records.map((trial) => ({ sweep, trial })));
  const shown = bySweep.flatMap(({ sweep, records }) =>
    filterRecords(sweep, records, where).map((trial) => ({ sweep, trial })),
  );
  const made = table === 'trials' ? trialsTable(all, shown) : epochsTable(db, all, shown);
  return { table: made, sweeps, db, where };
}

function trialsTable(all: readonly TrialSource[], shown: readonly TrialSource[]): Table {
  const columns = trialColumns(all);
  return {
    name: 'trials',
    columns,
    *rows() {
      for (const source of shown) yield columns.map(({ read }) => read(source));
    },
  };
}

function epochsTable(db: Database, all: readonly TrialSource[], shown: readonly TrialSource[]): Table {
  const { whose, metrics, rest } = epochColumns(all);
  return {
    name: 'epochs',
    columns: [...whose, ...metrics, ...rest],
    *rows(): Generator<readonly Cell[]> {
      const curveOf = curveReader(db);
      for (const source of shown) {
        const before = whose.map(({ read }) => read(source));
        const behind = rest.map(({ read }) => read(source));
        for (const epoch of curveOf(source.trial.trialId))
          yield [...before, ...metrics.map(({ read }) => read(epoch)), ...behind];
      }
    },
  };
}
