import { type Column, varyingColumns } from '../../trial/varying.ts';
import type { Orm } from '../database.ts';
import { type SweepInfo, sweepById } from '../queries/sweepInfo.ts';
import { bestEpochsQuery, changedBestEpochsQuery } from './bestEpochs.ts';
import { climb } from './climb.ts';
import { order } from './rank.ts';
import { Ranking } from './ranking.ts';
import type { LeaderboardRow } from './row.ts';
import {
  type ConfigurationOfScore,
  changedScoresQuery,
  configurationsQuery,
  lastChangeQuery,
  removalsQuery,
  scoresQuery,
  type TrialScore,
  toScore,
} from './scores.ts';
import { summarize } from './summarize.ts';
import { timeLeft } from './timeLeft.ts';

type By = 'configuration' | 'trial';
/**
 * Whose metrics stand for a trial: those of the epoch whose weights it keeps (the last one, unless an early stopping
 * restored another), or those of the epoch that is best by the sweep's metric.
 */
export type EpochChoice = 'last' | 'best';

/**
 * The leaderboard of one sweep, in memory: after the first time, only the trials that have changed are read and
 * summarized again, so that what a page costs does not grow with the sweep.
 */
export class Board {
  private readonly sweepId: number;
  private readonly epoch: EpochChoice;
  private sweep: SweepInfo | undefined;
  private snapshot: number | undefined;
  private lastChange = 0;
  private removals = 0;
  private readonly configurations = new Map<number, ConfigurationOfScore>();
  private readonly trials = new Map<number, TrialScore>();
  private readonly byConfiguration = new Map<number, TrialScore[]>();
  /** By the numbers of trials. */
  private readonly configurationIds = new Map<number, number>();
  /** Trials that changed since rows by trial were asked for, which few pages do. */
  private readonly withoutRow = new Map<number, TrialScore>();
  private readonly rows: Record<By, Ranking> = { configuration: new Ranking(), trial: new Ranking() };
  private byNumber: readonly TrialScore[] | undefined;
  private varying: readonly Column[] | undefined;
  private names: readonly Column[] | undefined;
  private bestSoFar: readonly number[] | undefined;

  constructor(sweepId: number, epoch: EpochChoice = 'last') {
    this.sweepId = sweepId;
    this.epoch = epoch;
  }

  /**
   * Reads what has changed, once for a snapshot of the database; false where there is no such sweep. To be called in
   * the transaction of a page.
   */
  refresh(orm: Orm, snapshot: number | undefined): boolean {
    if (this.sweep && snapshot !== undefined && snapshot === this.snapshot) return true;
    this.snapshot = snapshot;
    const before = this.sweep;
    this.sweep = sweepById(orm, this.sweepId);
    if (!this.sweep) return false;
    // SQLite gives the id of a sweep that is gone to the next one.
    if (before && before.createdAtMs !== this.sweep.createdAtMs) this.forget();
    const isAlive = this.sweep.state === 'running';
    if (before && (before.state === 'running') !== isAlive) this.lastChange = 0;
    const removals = removalsQuery(orm, this.sweepId).get()?.removals ?? 0;
    if (removals !== this.removals) this.forget();
    this.removals = removals;
    const last = lastChangeQuery(orm).get()?.last ?? 0;
    if (last === this.lastChange) return true;
    const touched = new Set<number>();
    const changed = this.lastChange
      ? changedScoresQuery(orm, this.sweepId, this.lastChange)
      : scoresQuery(orm, this.sweepId);
    const best = this.epoch === 'best' ? this.bestEpochs(orm, this.sweep) : undefined;
    for (const row of changed.all()) {
      const configuration = this.configurationOf(orm, row.configurationId);
      const score = toScore(row, configuration, isAlive);
      if (row.deletedAtMs === null) this.put(Object.assign(score, best?.get(score.trialId)));
      else this.drop(row.trialId);
      touched.add(row.configurationId);
    }
    for (const id of touched) {
      const trials = this.byConfiguration.get(id);
      if (trials) this.rows.configuration.set(id, summarize(this.sweep, trials));
      else this.rows.configuration.delete(id);
    }
    this.lastChange = last;
    return true;
  }

  /** All rows, best first. They change when the board is refreshed. */
  best(by: By = 'configuration'): readonly LeaderboardRow[] {
    if (by === 'trial') {
      for (const trial of this.withoutRow.values())
        this.rows.trial.set(trial.trialId, summarize(this.sweep!, [trial]));
      this.withoutRow.clear();
    }
    return this.rows[by].inOrder();
  }

  /** All trials, by number. They change when the board is refreshed. */
  scores(): readonly TrialScore[] {
    this.byNumber ??= [...this.trials.values()].sort((a, b) => a.number - b.number);
    return this.byNumber;
  }

  /** The columns in which the sweep's configurations differ. */
  columns(): readonly Column[] {
    this.varying ??= varyingColumns(
      [...this.byConfiguration.keys()].map((id) => this.configurations.get(id)!),
    );
    return this.varying;
  }

  /** The number of the best trial of a row by configuration. */
  bestReplicate({ trials: [number] }: LeaderboardRow): number {
    const siblings = this.byConfiguration.get(this.configurationIds.get(number!)!)!;
    const [best] = order(siblings.map((trial) => summarize(this.sweep!, [trial])));
    return best!.trials[0]!;
  }

  /** How the best value came about; see {@link climb}. */
  climb(): readonly number[] {
    this.bestSoFar ??= climb(this.trials.values(), this.sweep!);
    return this.bestSoFar;
  }

  /** About how long the sweep still takes, in ms; undefined where that is not known. */
  timeLeft(): number | undefined {
    const clockMs = this.sweep?.clockMs ?? undefined;
    return clockMs === undefined ? undefined : timeLeft(this.trials.values(), clockMs);
  }

  /** All columns that a configuration of the sweep has, the ones that vary first. */
  parameters(): readonly Column[] {
    if (!this.names) {
      const names = new Set([...this.columns(), 'model']);
      for (const { parameters } of this.configurations.values()) {
        for (const name in parameters) names.add(name);
      }
      this.names = [...names];
    }
    return this.names;
  }

  /** Metrics of the best epochs of the trials that have changed, by the ids of the trials. */
  private bestEpochs(orm: Orm, sweep: SweepInfo): Map<number, Partial<TrialScore>> {
    const rows = this.lastChange
      ? changedBestEpochsQuery(orm, this.sweepId, this.lastChange, sweep).all()
      : bestEpochsQuery(orm, this.sweepId, sweep).all();
    return new Map(
      rows.flatMap(({ trialId, best, ...metrics }) => (best === null ? [] : [[trialId, metrics]])),
    );
  }

  private configurationOf(orm: Orm, id: number): ConfigurationOfScore {
    if (!this.configurations.has(id)) {
      const newest = Math.max(0, ...[...this.configurations.keys()].slice(-1));
      for (const each of configurationsQuery(orm, this.sweepId, newest).all())
        this.configurations.set(each.id, each);
      this.varying = undefined;
      this.names = undefined;
    }
    return this.configurations.get(id)!;
  }

  /** Begins anew: ids of what is gone may come again. */
  private forget(): void {
    this.lastChange = 0;
    for (const map of [
      this.configurations,
      this.trials,
      this.byConfiguration,
      this.configurationIds,
      this.withoutRow,
      ...Object.values(this.rows),
    ])
      map.clear();
    this.forgetOrder();
    this.varying = undefined;
    this.names = undefined;
  }

  /** Takes out a trial that was deleted. */
  private drop(trialId: number): void {
    const known = this.trials.get(trialId);
    if (!known) return;
    this.trials.delete(trialId);
    this.withoutRow.delete(trialId);
    this.rows.trial.delete(trialId);
    this.forgetOrder();
    const { id } = known.configuration;
    const siblings = this.byConfiguration.get(id)!.filter((trial) => trial !== known);
    if (siblings.length > 0) this.byConfiguration.set(id, siblings);
    else this.byConfiguration.delete(id);
    this.varying = undefined;
  }

  private forgetOrder(): void {
    this.byNumber = undefined;
    this.bestSoFar = undefined;
  }

  private put(trial: TrialScore): void {
    const known = this.trials.get(trial.trialId);
    this.trials.set(trial.trialId, trial);
    this.withoutRow.set(trial.trialId, trial);
    this.forgetOrder();
    const { id } = trial.configuration;
    this.configurationIds.set(trial.number, id);
    const siblings = this.byConfiguration.get(id) ?? [];
    if (siblings.length === 0) this.varying = undefined;
    if (known) siblings[siblings.indexOf(known)] = trial;
    else siblings.push(trial);
    siblings.sort((a, b) => a.number - b.number);
    this.byConfiguration.set(id, siblings);
  }
}
