import type { ParameterValue } from '../../configuration.ts';
import { searchedParameters } from '../../sweepfile/searchedParameters.ts';
import { derivedParameters } from '../../trainable/derivedParameters.ts';
import { trainableOf } from '../../trainable/index.ts';
import type { Planned, TrialTime } from '../../trial/pace.ts';
import { timeLeft, type Work, type WorkAround, workAround } from '../../trial/timeLeft.ts';
import { varyingParameters } from '../../trial/varying.ts';
import type { Orm } from '../database.ts';
import type { KnownStates } from '../queries/knownStates.ts';
import type { SweepInfo } from '../queries/sweepInfo.ts';
import { bestSteps } from './bestSteps.ts';
import { categoriesOf } from './categories.ts';
import type { ChangeReading } from './changeReading.ts';
import { leaderboardColumns, type RowColumn } from './columns.ts';
import { optimizationHistory } from './optimizationHistory.ts';
import { Ranking } from './ranking.ts';
import type { LeaderboardRow } from './row.ts';
import type { TrialScore } from './scores.ts';
import { SweepTrials, type TrialChanges } from './sweepTrials.ts';

/**
 * The step whose metrics stand for a trial: the one that it keeps (the last one, unless early stopping
 * restored another), or the one that is best by the sweep's metric.
 */
export type StepChoice = 'last' | 'best';

/** A value derived from the trials; made on request, and anew after a change. */
interface Derived {
  scores?: readonly TrialScore[];
  columns?: readonly RowColumn[];
  optimizationHistory?: readonly number[];
}

/** A value derived from the configurations; it stays while these are the same. */
interface OfConfigurations {
  varying?: readonly string[];
  derivedParameters?: readonly string[];
  parameters?: readonly string[];
  categories?: ReadonlyMap<string, readonly ParameterValue[]>;
}

/** A value derived from the trials that do not run; it stays while only running ones report. */
interface Settled {
  /** What the time left depends on beside the running trials. */
  around?: WorkAround;
  /** What was made of the rows, by the function that made it. */
  ofRows?: Map<unknown, { readonly specText: string; readonly made: unknown }>;
}

/** Makes something of a sweep's spec and of all its rows by configuration, best first, whatever running trials report. */
export type MakeOfRows<T> = (sweep: SweepInfo, rows: readonly LeaderboardRow[]) => T;

/**
 * The number of first steps that each waiting trial need not do, by its number, since another trial does them
 * or has done them. `open` are the waiting and the running trials of a sweep, by number.
 */
export type SharesOf = (
  sweep: SweepInfo,
  open: readonly TrialScore[],
  known: () => KnownStates,
) => ReadonlyMap<number, number>;

/** The leaderboards of one sweep, in memory. */
export class Board {
  private readonly source: SweepTrials;
  private readonly last: Ranking;
  /** Made when a page asks for it, and kept up to date from then on. */
  private atBestSteps: Ranking | undefined;
  private derived: Derived = {};
  private ofConfigurations: OfConfigurations = {};
  private settled: Settled = {};
  /** Ids of the running trials. */
  private readonly running = new Set<number>();

  constructor(sweepId: number) {
    this.source = new SweepTrials(sweepId);
    this.last = new Ranking(this.source);
  }

  /**
   * Reads what has changed, once per snapshot of the database; false if there is no such sweep. It must be
   * called in the transaction of a page.
   */
  refresh(orm: Orm, snapshot: number | undefined, reading: ChangeReading, step: StepChoice): boolean {
    const isThere = this.source.refresh(orm, snapshot, reading, (changes) => this.follow(orm, changes));
    if (!isThere || step === 'last' || this.atBestSteps) return isThere;
    this.atBestSteps = new Ranking(this.source);
    this.atBestSteps.follow(this.source.everything(), bestSteps(orm, this.source, 0));
    return true;
  }

  /** All rows, best first. */
  best(by: 'configuration' | 'trial', step: StepChoice): readonly LeaderboardRow[] {
    return this.ranking(step).best(by);
  }

  /** The number of the best trial of a row by configuration. */
  bestReplicate(row: LeaderboardRow, step: StepChoice): number {
    return this.ranking(step).bestReplicate(row);
  }

  /** All trials, by number. */
  scores(): readonly TrialScore[] {
    this.derived.scores ??= [...this.source.trials.values()].sort((a, b) => a.number - b.number);
    return this.derived.scores;
  }

  /** The parameters whose values differ between the sweep's configurations. */
  varyingParameters(): readonly string[] {
    const { byConfiguration, configurations } = this.source;
    this.ofConfigurations.varying ??= varyingParameters(
      [...byConfiguration.keys()].map((id) => configurations.get(id)!.parameters),
    );
    return this.ofConfigurations.varying;
  }

  /** Those of the varying parameters whose values follow from the others'; see {@link derivedParameters}. */
  derivedParameters(): readonly string[] {
    const { byConfiguration, configurations, sweep } = this.source;
    this.ofConfigurations.derivedParameters ??= derivedParameters(
      trainableOf(sweep.trainable),
      this.varyingParameters(),
      searchedParameters(sweep.specJson),
      [...byConfiguration.keys()].map((id) => configurations.get(id)!.parameters),
    );
    return this.ofConfigurations.derivedParameters;
  }

  /** The best value over time; see {@link optimizationHistory}. */
  optimizationHistory(): readonly number[] {
    this.derived.optimizationHistory ??= optimizationHistory(this.source.trials.values(), this.source.sweep);
    return this.derived.optimizationHistory;
  }

  /** See `Boards.ofRows`. */
  ofRows<T>(make: MakeOfRows<T>): T {
    const { sweep } = this.source;
    this.settled.ofRows ??= new Map();
    const known = this.settled.ofRows.get(make);
    if (known?.specText === sweep.specText) return known.made as T;
    const made = make(sweep, this.best('configuration', 'last'));
    this.settled.ofRows.set(make, { specText: sweep.specText, made });
    return made;
  }

  /** Estimated time until the sweep ends, in ms; undefined if unknown. See `Boards.timeLeftMs`. */
  timeLeft(sharesOf: SharesOf | undefined, known: () => KnownStates): number | undefined {
    const clockMs = this.source.sweep.clockMs ?? undefined;
    if (clockMs === undefined) return undefined;
    const { trials, sweep } = this.source;
    this.settled.around ??= this.workAround(sharesOf, known);
    const running = [...this.running].map((id) => workOf(trials.get(id)!));
    return timeLeft(running, this.settled.around, clockMs, mostTrials(sweep));
  }

  private workAround(sharesOf: SharesOf | undefined, known: () => KnownStates): WorkAround {
    const all = [...this.source.trials.values()];
    const open = this.scores().filter(({ state }) => state === 'queued' || state === 'running');
    const shared = sharesOf?.(this.source.sweep, open, known);
    const work = all.map((trial) => workOf(trial, shared?.get(trial.number)));
    return workAround(work, this.finalsToCome());
  }

  /**
   * The trials of finals that are not planned yet, if the search shows which configurations will be
   * finalists.
   */
  private finalsToCome(): Planned[] {
    const { finals, replicates } = this.source.sweep;
    if (!finals || this.scores().some((trial) => trial.replicate >= replicates)) return [];
    return this.best('configuration', 'last')
      .slice(0, finals.top)
      .flatMap(({ facts }) =>
        Array.from({ length: finals.seeds }, () => ({ ...(facts as TrialTime), steps: 0 })),
      );
  }

  /** The metrics that its trials report or have logged. */
  metricNames(): readonly string[] {
    return this.source.metrics;
  }

  /** All columns that its rows can be filtered and sorted by. */
  columns(): readonly RowColumn[] {
    this.derived.columns ??= leaderboardColumns(this.source.sweep, {
      parameters: this.parameters(),
      metrics: this.source.metrics,
      facts: [...this.source.facts],
    });
    return this.derived.columns;
  }

  /** All parameters of the sweep's configurations; those that vary come first. */
  parameters(): readonly string[] {
    if (!this.ofConfigurations.parameters) {
      const names = new Set(this.varyingParameters());
      for (const { parameters } of this.source.configurations.values()) {
        for (const name in parameters) names.add(name);
      }
      this.ofConfigurations.parameters = [...names];
    }
    return this.ofConfigurations.parameters;
  }

  /** The values of each parameter that varies and has few of them. */
  categories(): ReadonlyMap<string, readonly ParameterValue[]> {
    this.ofConfigurations.categories ??= categoriesOf(
      [...this.source.configurations.values()].map(({ parameters }) => parameters),
      this.varyingParameters(),
    );
    return this.ofConfigurations.categories;
  }

  private ranking(step: StepChoice): Ranking {
    return step === 'best' ? this.atBestSteps! : this.last;
  }

  private follow(orm: Orm, changes: TrialChanges): void {
    this.last.follow(changes);
    this.atBestSteps?.follow(changes, bestSteps(orm, this.source, changes.since));
    if (changes.since === 0) this.running.clear();
    for (const id of changes.trials) {
      const runs = this.source.trials.get(id)?.state === 'running';
      if (!runs || !this.running.has(id)) this.settled = {};
      if (runs) this.running.add(id);
      else this.running.delete(id);
    }
    if (!changes.sameConfigurations) this.ofConfigurations = {};
    this.derived = {};
  }
}

/** `sharedSteps` are those that a waiting trial need not do. */
function workOf(trial: TrialScore, sharedSteps = trial.steps): Work {
  const { configuration, state, resumedFrom, durationMs, startedAtMs } = trial;
  const steps = state === 'queued' ? sharedSteps : trial.steps;
  // The duration of an ended trial counts the steps that it took over.
  const stepsBefore = state === 'running' ? (resumedFrom ?? 0) : 0;
  const { plannedSteps, stepMs, restMs, trialMs, estimateErrorPercent } = configuration.facts as TrialTime;
  const time = { plannedSteps, stepMs, restMs, trialMs, estimateErrorPercent };
  return { ...time, state, steps, stepsBefore, durationMs, startedAtMs };
}

/** Most trials that the spec or a request allows; 0 if they set no number. */
function mostTrials({ specJson, raisedRunCap, replicates }: SweepInfo): number {
  const { runCap } = JSON.parse(specJson) as { runCap?: number };
  return (raisedRunCap ?? runCap ?? 0) * replicates;
}
