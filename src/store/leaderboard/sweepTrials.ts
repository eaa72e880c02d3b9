import type { Orm } from '../database.ts';
import { metricNamesOf } from '../queries/metricNames.ts';
import type { SweepInfo } from '../queries/sweepInfo.ts';
import type { ChangeReading } from './changeReading.ts';
import {
  AT_ONCE,
  type ConfigurationOfScore,
  changedScoresQuery,
  configurationsQuery,
  scoresQuery,
  type TrialScore,
  toScore,
} from './scores.ts';

/** The changes that a reading found. */
export interface TrialChanges {
  /** The number of the change after which trials were read; 0 if all were. */
  readonly since: number;
  /** Ids of the trials. */
  readonly trials: ReadonlySet<number>;
  /** Ids of their configurations. */
  readonly configurations: ReadonlySet<number>;
  /** Whether the sweep still has the same configurations. */
  readonly sameConfigurations: boolean;
}

/** The trials of one sweep, in memory: after the first reading, only those that have changed are read. */
export class SweepTrials {
  readonly sweepId: number;
  /** By trial id, without deleted ones. */
  readonly trials = new Map<number, TrialScore>();
  /** The trials of a configuration, ordered by number, by the configuration's id. */
  readonly byConfiguration = new Map<number, readonly TrialScore[]>();
  /** All configurations that the sweep ever had, by id. */
  readonly configurations = new Map<number, ConfigurationOfScore>();
  /** Names of all facts of its configurations. */
  readonly facts = new Set<string>();
  metrics: readonly string[] = [];
  private info: SweepInfo | undefined;
  private snapshot: number | undefined;
  private lastChange = 0;
  /** Ids of configurations by their hashes. */
  private readonly ids = new Map<string, number>();
  /** Ids of all trials that were read, deleted ones included. */
  private readonly read = new Set<number>();

  constructor(sweepId: number) {
    this.sweepId = sweepId;
  }

  /** The sweep as it was last read. */
  get sweep(): SweepInfo {
    return this.info!;
  }

  /** The trials of the configuration with that hash. */
  ofConfiguration(hash: string): readonly TrialScore[] {
    return this.byConfiguration.get(this.idOf(hash))!;
  }

  idOf(hash: string): number {
    return this.ids.get(hash)!;
  }

  /**
   * Reads what has changed, once per snapshot of the database, and reports it; false if there is no such
   * sweep. It must be called in the transaction of a page.
   */
  refresh(
    orm: Orm,
    snapshot: number | undefined,
    reading: ChangeReading,
    onChanged: (changes: TrialChanges) => void,
  ): boolean {
    if (this.info && snapshot !== undefined && snapshot === this.snapshot) return true;
    this.snapshot = snapshot;
    const before = this.info;
    const sweep = reading.sweep(this.sweepId);
    this.info = sweep;
    if (!sweep) return false;
    // SQLite gives the id of a removed sweep to the next one.
    if (before && (before.createdAtMs !== sweep.createdAtMs || !finalsAgree(before, sweep))) this.forget();
    if (before && (before.state === 'running') !== (sweep.state === 'running')) this.lastChange = 0;
    const last = reading.lastChange();
    if (last !== this.lastChange) onChanged(this.readChanges(orm, sweep, last));
    // Trials that were removed for good leave no change behind.
    if (reading.countTrials(this.sweepId) !== this.read.size) {
      this.forget();
      onChanged(this.readChanges(orm, sweep, last));
    }
    return true;
  }

  /** The whole sweep as a change. */
  everything(): TrialChanges {
    const { trials, byConfiguration } = this;
    const [ids, configurations] = [new Set(trials.keys()), new Set(byConfiguration.keys())];
    return { since: 0, trials: ids, configurations, sameConfigurations: true };
  }

  private readChanges(orm: Orm, sweep: SweepInfo, last: number): TrialChanges {
    const since = this.lastChange;
    const isAlive = sweep.state === 'running';
    const known = this.configurations.size;
    const trials = new Set<number>();
    const configurations = new Set<number>();
    const shown = new Set<number>();
    for (const row of since ? changedScoresQuery(orm, this.sweepId, since).all() : this.all(orm)) {
      const { trialId, configurationId } = row;
      this.read.add(trialId);
      trials.add(trialId);
      if (!configurations.has(configurationId) && this.byConfiguration.has(configurationId))
        shown.add(configurationId);
      configurations.add(configurationId);
      const score = toScore(row, this.configurationOf(orm, configurationId), isAlive);
      this.drop(trialId);
      if (row.deletedAtMs === null) this.add(score);
    }
    this.metrics = metricNamesOf(orm, sweep);
    this.lastChange = last;
    const isSame = (id: number) => shown.has(id) === this.byConfiguration.has(id);
    const sameConfigurations =
      since > 0 && this.configurations.size === known && [...configurations].every(isSame);
    return { since, trials, configurations, sameConfigurations };
  }

  private *all(orm: Orm) {
    for (let after = 0; ; ) {
      const rows = scoresQuery(orm, this.sweepId, after).all();
      yield* rows;
      if (rows.length < AT_ONCE) return;
      after = rows.at(-1)!.number;
    }
  }

  private configurationOf(orm: Orm, id: number): ConfigurationOfScore {
    if (!this.configurations.has(id)) {
      const newest = Math.max(0, ...[...this.configurations.keys()].slice(-1));
      for (const each of configurationsQuery(orm, this.sweepId, newest).all()) {
        this.configurations.set(each.id, each);
        this.ids.set(each.hash, each.id);
        for (const name in each.facts) this.facts.add(name);
      }
    }
    return this.configurations.get(id)!;
  }

  private add(trial: TrialScore): void {
    this.trials.set(trial.trialId, trial);
    const { id } = trial.configuration;
    const siblings = this.byConfiguration.get(id);
    this.byConfiguration.set(
      id,
      siblings ? [...siblings, trial].sort((a, b) => a.number - b.number) : [trial],
    );
  }

  private drop(trialId: number): void {
    const known = this.trials.get(trialId);
    if (!known) return;
    this.trials.delete(trialId);
    const { id } = known.configuration;
    const siblings = this.byConfiguration.get(id)!.filter((trial) => trial !== known);
    if (siblings.length > 0) this.byConfiguration.set(id, siblings);
    else this.byConfiguration.delete(id);
  }

  /** Begins anew: the ids of what is gone may be used again. */
  private forget(): void {
    this.lastChange = 0;
    this.read.clear();
    for (const each of [this.configurations, this.trials, this.byConfiguration, this.ids]) each.clear();
  }
}

/** Whether both states count the same trials as finals. */
function finalsAgree(a: SweepInfo, b: SweepInfo): boolean {
  return a.replicates === b.replicates && (a.finals === null) === (b.finals === null);
}
