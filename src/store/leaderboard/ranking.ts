import type { BestStep } from './bestSteps.ts';
import { order } from './rank.ts';
import { RankedRows } from './rankedRows.ts';
import type { LeaderboardRow } from './row.ts';
import type { TrialScore } from './scores.ts';
import { summarizer } from './summarize.ts';
import type { SweepTrials, TrialChanges } from './sweepTrials.ts';

/**
 * The rows of one leaderboard. After a change, only the rows of the trials and configurations that changed
 * are made anew.
 */
export class Ranking {
  private readonly source: SweepTrials;
  private summarized!: ReturnType<typeof summarizer>;
  /** By trial id: the values that replace the trial's own metrics. */
  private readonly bestSteps = new Map<number, BestStep>();
  /** By configuration id. */
  private readonly rows = new RankedRows<number>();
  /** By trial id; few pages ask for them. From the first request on, they are kept up to date. */
  private trialRows: RankedRows<number> | undefined;

  constructor(source: SweepTrials) {
    this.source = source;
  }

  /**
   * Applies a change of the trials; `best` has the best steps of those that changed, if best steps stand for
   * trials.
   */
  follow({ since, trials, configurations }: TrialChanges, best?: ReadonlyMap<number, BestStep>): void {
    this.summarized = summarizer(this.source.sweep);
    if (!since) this.clear();
    for (const id of trials) {
      const step = best?.get(id);
      const trial = this.source.trials.get(id);
      if (step && trial) this.bestSteps.set(id, withFinal(step, trial));
      else this.bestSteps.delete(id);
    }
    for (const id of configurations) {
      const siblings = this.source.byConfiguration.get(id);
      if (siblings) this.rows.put(id, this.rowOf(siblings));
      else this.rows.delete(id);
    }
    for (const id of this.trialRows ? trials : []) this.putTrial(id);
  }

  /** All rows, best first. */
  best(by: 'configuration' | 'trial'): readonly LeaderboardRow[] {
    const { trials, byConfiguration } = this.source;
    // Each configuration has one trial: both are the same rows.
    if (by === 'configuration' || trials.size === byConfiguration.size) {
      if (by === 'trial') this.trialRows = undefined;
      return this.rows.best((row) => this.source.idOf(row.configuration));
    }
    if (!this.trialRows) {
      this.trialRows = new RankedRows();
      for (const id of trials.keys()) this.putTrial(id);
    }
    return this.trialRows.best((row) => this.trialOf(row).trialId);
  }

  /** The number of the best trial of a row by configuration. */
  bestReplicate({ configuration }: LeaderboardRow): number {
    const siblings = this.source.ofConfiguration(configuration);
    const [best] = order(siblings.map((trial) => this.rowOf([trial], 'trial')));
    return best!.trials[0]!;
  }

  private clear(): void {
    this.bestSteps.clear();
    this.rows.clear();
    this.trialRows = undefined;
  }

  private putTrial(id: number): void {
    const trial = this.source.trials.get(id);
    if (trial) this.trialRows!.put(id, this.rowOf([trial], 'trial'));
    else this.trialRows!.delete(id);
  }

  /** The trial of a row by trial. */
  private trialOf({ configuration, trials }: LeaderboardRow): TrialScore {
    return this.source.ofConfiguration(configuration).find(({ number }) => number === trials[0])!;
  }

  private rowOf(trials: readonly TrialScore[], by?: 'trial'): LeaderboardRow {
    if (this.bestSteps.size === 0) return this.summarized(trials, by);
    return this.summarized(
      trials.map((trial) => ({ ...trial, ...this.bestSteps.get(trial.trialId) })),
      by,
    );
  }
}

/** Metrics that are measured once at the end stay. */
function withFinal({ bestStep, metrics }: BestStep, trial: TrialScore): BestStep {
  return { bestStep, metrics: { ...trial.metrics, ...metrics } };
}
