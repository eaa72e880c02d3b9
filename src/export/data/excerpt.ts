import {
  type Database,
  filterRecords,
  historyReader,
  type SweepInfo,
  trialRecords,
} from '../../store/index.ts';
import { type Described, describe, type TrialSource } from './described.ts';
import { epochColumns } from './epochs.ts';
import type { Cell, Excerpt, Table, TableName } from './table.ts';
import { trialColumns } from './trials.ts';

export interface ExcerptOptions {
  readonly table: TableName;
  /** At least one. */
  readonly sweeps: readonly SweepInfo[];
  /** A filter for trials, as the leaderboard by trial takes it. */
  readonly where?: string | undefined;
}

/**
 * A table of the trials of some sweeps, or of their epochs or steps. Columns follow from all trials of the sweeps, whatever the
 * filter.
 * @throws SweepError `filter_invalid` for a wrong filter.
 */
export function excerptOf(db: Database, { table, sweeps, where }: ExcerptOptions): Excerpt {
  const bySweep = sweeps.map((sweep) => ({ sweep, records: trialRecords(db, sweep.id) }));
  const all = bySweep.flatMap(({ sweep, records }) => records.map((trial) => ({ sweep, trial })));
  const shown = bySweep.flatMap(({ sweep, records }) =>
    filterRecords(db, sweep, records, where).map((trial) => ({ sweep, trial })),
  );
  const described = describe(db, sweeps, all);
  const made = table === 'trials' ? trialsTable(described, shown) : epochsTable(db, described, shown);
  return { table: made, sweeps, db, where };
}

function trialsTable(described: Described, shown: readonly TrialSource[]): Table {
  const columns = trialColumns(described);
  return {
    name: 'trials',
    columns,
    *rows() {
      for (const source of shown) yield columns.map(({ read }) => read(source));
    },
  };
}

function epochsTable(db: Database, described: Described, shown: readonly TrialSource[]): Table {
  const { whose, metrics, rest } = epochColumns(described);
  return {
    name: 'epochs',
    columns: [...whose, ...metrics, ...rest],
    *rows(): Generator<readonly Cell[]> {
      const historyOf = historyReader(db);
      for (const source of shown) {
        const before = whose.map(({ read }) => read(source));
        const behind = rest.map(({ read }) => read(source));
        for (const step of historyOf(source.trial.trialId))
          yield [...before, ...metrics.map(({ read }) => read(step)), ...behind];
      }
    },
  };
}
