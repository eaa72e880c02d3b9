import type { TrialTime } from '../../trial/pace.ts';
import { timeLeft } from '../../trial/timeLeft.ts';
import { varyingParameters } from '../../trial/varying.ts';
import type { Orm } from '../database.ts';
import { metricNamesOf } from '../queries/metricNames.ts';
import { type SweepInfo, sweepById } from '../queries/sweepInfo.ts';
import { type BestStep, bestSteps } from './bestSteps.ts';
import { leaderboardColumns, type RowColumn } from './columns.ts';
import { optimizationHistory } from './optimizationHistory.ts';
import { order } from './rank.ts';
import { RankedRows } from './rankedRows.ts';
import type { LeaderboardRow } from './row.ts';
import {
  type ConfigurationOfScore,
  changedScoresQuery,
  configurationsQuery,
  countTrialsQuery,
  lastChangeQuery,
  scoresQuery,
  type TrialScore,
  toScore,
} from './scores.ts';
import { summarizer } from './summarize.ts';

type By = 'configuration' | 'trial';
/**
 * Whose metrics stand for a trial: those of the step that it keeps (the last one, unless an early stopping restored
 * another), or those of the step that is best by the sweep's metric.
 */
export type StepChoice = 'last' | 'best';

/** What follows from the trials; made when it is asked for, and anew after a change. */
interface Derived {
  scores?: readonly TrialScore[];
  varying?: readonly string[];
  parameters?: readonly string[];
  columns?: readonly RowColumn[];
  optimizationHistory?: readonly number[];
}

/**
 * The leaderboard of one sweep, in memory: after the first time, only the trials that have changed are read, and only
 * their configurations summarized again.
 */
export class Board {
  private readonly sweepId: number;
  private readonly step: StepChoice;
  private sweep: SweepInfo | undefined;
  private summarized!: ReturnType<typeof summarizer>;
  private snapshot: number | undefined;
  private lastChange = 0;
  /** Ids of all trials that were read, deleted ones included. */
  private readonly read = new Set<number>();
  private readonly configurations = new Map<number, ConfigurationOfScore>();
  /** Ids by the hashes of configurations. */
  private readonly ids = new Map<string, number>();
  private readonly trials = new Map<number, TrialScore>();
  private readonly byConfiguration = new Map<number, readonly TrialScore[]>();
  /** By the ids of configurations. */
  private readonly rows = new RankedRows<number>();
  /** By the numbers of trials; few pages ask for them, from when on they are kept up. */
  private trialRows: RankedRows<number> | undefined;
  /** Names of all that is known of a configuration. */
  private readonly facts = new Set<string>();
  private metrics: readonly string[] = [];
  private derived: Derived = {};

  constructor(sweepId: number, step: StepChoice = 'last') {
    this.sweepId = sweepId;
    this.step = step;
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
    this.summarized = summarizer(this.sweep);
    // SQLite gives the id of a sweep that is gone to the next one.
    if (before && before.createdAtMs !== this.sweep.createdAtMs) this.forget();
    const isAlive = this.sweep.state === 'running';
    if (before && (before.state === 'running') !== isAlive) this.lastChange = 0;
    const last = lastChangeQuery(orm).get()?.last ?? 0;
    if (last !== this.lastChange) this.readChanges(orm, this.sweep, last);
    // Trials that were removed for good leave no change behind.
    if (countTrialsQuery(orm, this.sweepId).get()!.total !== this.read.size) {
      this.forget();
      this.readChanges(orm, this.sweep, last);
    }
    return true;
  }

  /** All rows, best first. */
  best(by: By = 'configuration'): readonly LeaderboardRow[] {
    if (by === 'configuration') return this.rows.best((row) => this.ids.get(row.configuration)!);
    if (!this.trialRows) {
      this.trialRows = new RankedRows();
      for (const trial of this.trials.values()) this.trialRows.put(trial.number, this.summarized([trial]));
    }
    return this.trialRows.best((row) => row.trials[0]!);
  }

  /** All trials, by number. */
  scores(): readonly TrialScore[] {
    this.derived.scores ??= [...this.trials.values()].sort((a, b) => a.number - b.number);
    return this.derived.scores;
  }

  /** The parameters in which the sweep's configurations differ. */
  varyingParameters(): readonly string[] {
    this.derived.varying ??= varyingParameters(
      [...this.byConfiguration.keys()].map((id) => this.configurations.get(id)!.parameters),
    );
    return this.derived.varying;
  }

  /** The number of the best trial of a row by configuration. */
  bestReplicate({ configuration }: LeaderboardRow): number {
    const siblings = this.byConfiguration.get(this.ids.get(configuration)!)!;
    const [best] = order(siblings.map((trial) => this.summarized([trial])));
    return best!.trials[0]!;
  }

  /** How the best value came about; see {@link optimizationHistory}. */
  optimizationHistory(): readonly number[] {
    this.derived.optimizationHistory ??= optimizationHistory(this.trials.values(), this.sweep!);
    return this.derived.optimizationHistory;
  }

  /** About how long the sweep still takes, in ms; undefined where that is not known. */
  timeLeft(): number | undefined {
    const clockMs = this.sweep?.clockMs ?? undefined;
    if (clockMs === undefined) return undefined;
    const work = [...this.trials.values()].map(({ configuration, state, steps, durationMs, startedAtMs }) => {
      return { ...(configuration.facts as TrialTime), state, steps, durationMs, startedAtMs };
    });
    return timeLeft(work, clockMs, mostTrials(this.sweep!));
  }

  /** The metrics that its trials report or have logged. */
  metricNames(): readonly string[] {
    return this.metrics;
  }

  /** All that its rows can be filtered and sorted by. */
  columns(): readonly RowColumn[] {
    this.derived.columns ??= leaderboardColumns(this.sweep!, {
      parameters: this.parameters(),
      metrics: this.metrics,
      facts: [...this.facts],
    });
    return this.derived.columns;
  }

  /** All parameters that a configuration of the sweep has, the ones that vary first. */
  parameters(): readonly string[] {
    if (!this.derived.parameters) {
      const names = new Set(this.varyingParameters());
      for (const { parameters } of this.configurations.values()) {
        for (const name in parameters) names.add(name);
      }
      this.derived.parameters = [...names];
    }
    return this.derived.parameters;
  }

  private readChanges(orm: Orm, sweep: SweepInfo, last: number): void {
    const isAlive = sweep.state === 'running';
    const changed = this.lastChange
      ? changedScoresQuery(orm, this.sweepId, this.lastChange).all()
      : scoresQuery(orm, this.sweepId).all();
    const best = this.step === 'best' ? bestSteps(orm, this.sweepId, this.lastChange, sweep) : undefined;
    const known = this.configurations.size;
    const touched = new Set(changed.map(({ configurationId }) => configurationId));
    const shown = new Set([...touched].filter((id) => this.byConfiguration.has(id)));
    for (const row of changed) {
      this.read.add(row.trialId);
      const score = toScore(row, this.configurationOf(orm, row.configurationId), isAlive);
      if (row.deletedAtMs === null) this.put(withBest(score, best?.get(score.trialId)));
      else this.drop(row.trialId);
    }
    for (const id of touched) {
      const trials = this.byConfiguration.get(id);
      if (trials) this.rows.put(id, this.summarized(trials));
      else this.rows.delete(id);
    }
    const { varying, parameters } = this.derived;
    const isSame =
      this.configurations.size === known &&
      [...touched].every((id) => shown.has(id) === this.byConfiguration.has(id));
    this.derived = isSame && varying && parameters ? { varying, parameters } : {};
    this.metrics = metricNamesOf(orm, sweep);
    this.lastChange = last;
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

  private put(trial: TrialScore): void {
    const { trialId, configuration } = trial;
    this.drop(trialId);
    this.trials.set(trialId, trial);
    this.trialRows?.put(trial.number, this.summarized([trial]));
    const siblings = [...(this.byConfiguration.get(configuration.id) ?? []), trial];
    this.byConfiguration.set(
      configuration.id,
      siblings.sort((a, b) => a.number - b.number),
    );
  }

  private drop(trialId: number): void {
    const known = this.trials.get(trialId);
    if (!known) return;
    this.trials.delete(trialId);
    this.trialRows?.delete(known.number);
    const { id } = known.configuration;
    const siblings = this.byConfiguration.get(id)!.filter((trial) => trial !== known);
    if (siblings.length > 0) this.byConfiguration.set(id, siblings);
    else this.byConfiguration.delete(id);
  }

  /** Begins anew: ids of what is gone may come again. */
  private forget(): void {
    this.lastChange = 0;
    this.read.clear();
    this.trialRows = undefined;
    for (const each of [this.configurations, this.trials, this.byConfiguration, this.ids, this.rows])
      each.clear();
    this.derived = {};
  }
}

/** As many as its spec or a request lets it have; 0 where they set no number. */
function mostTrials({ specJson, raisedRunCap, replicates }: SweepInfo): number {
  const { runCap } = JSON.parse(specJson) as { runCap?: number };
  return (raisedRunCap ?? runCap ?? 0) * replicates;
}

/** The trial with the metrics of its best step; what is measured once at the end stays. */
function withBest(score: TrialScore, best: BestStep | undefined): TrialScore {
  if (!best) return score;
  return Object.assign(score, { bestStep: best.bestStep, metrics: { ...score.metrics, ...best.metrics } });
}
