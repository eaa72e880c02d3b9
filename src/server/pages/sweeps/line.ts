import { duration, spread } from '../../../format.ts';
import { type Annotations, type SweepInfo, sweepTotals } from '../../../store/index.ts';
import { rankedOnWords } from '../../../trainable/network/selection.ts';
import { describeConfiguration } from '../../../trial/varying.ts';
import { sweepHref, trialHref } from '../../addresses/addresses.ts';
import type { Link } from '../../addresses/links.ts';
import type { Dashboard } from '../../app.ts';
import { polyline } from '../../leaderboard/polyline.ts';
import { type Moment, minute } from '../moment.ts';
import { type ProgressLine, progressLine } from '../progressLine.ts';
import { timeLeftWords } from '../timeLeft.ts';

/** A sweep of the list. */
export interface SweepLine {
  readonly id: number;
  readonly name: string;
  readonly href: string;
  readonly dataset: SweepInfo['dataset'];
  readonly metric: string;
  /** Such as `on the test set`; undefined if the validation split ranks. */
  readonly rankedOn: string | undefined;
  readonly tags: readonly string[];
  readonly hidden: boolean;
  /** Empty if there is none. */
  readonly note: string;
  /** The best value, with its spread over replicates; a dash before there is one. */
  readonly best: string;
  /** The best trial; undefined before there is one. */
  readonly bestTrial: Link | undefined;
  /** What its configuration has of what the sweep varies. */
  readonly configuration: string;
  /**
   * The best value over time, for an SVG polyline in a box of 100 × 24; empty for fewer than two completed
   * trials.
   */
  readonly optimizationHistory: string;
  readonly progress: ProgressLine;
  /** Such as `about 12m`; undefined if no trial is running. */
  readonly timeLeft: string | undefined;
  /** Training time of all trials together. */
  readonly training: string;
  /** Time from the start to the end of its last run, or until now if it is still running. */
  readonly lastRun: string;
  /** When it was first started. */
  readonly started: Moment;
}

export function sweepLine(
  dashboard: Pick<Dashboard, 'reader' | 'sharesOf'>,
  sweep: SweepInfo,
  annotations: Annotations | undefined,
): SweepLine {
  const { db, boards } = dashboard.reader;
  const { id, name, dataset, metric, createdAtMs } = sweep;
  const { trials, trainingMs } = sweepTotals(db, sweep);
  const { tags = [], hidden = false, note = '' } = annotations ?? {};
  const leader = boards.leader(id);
  return {
    id,
    name,
    href: sweepHref(id),
    dataset,
    metric,
    rankedOn: rankedOnWords(sweep),
    tags,
    hidden,
    note,
    best: leader ? spread(leader.row.mean, leader.row.std) : '–',
    bestTrial: leader && { name: `trial ${leader.trial}`, href: trialHref(id, leader.trial) },
    configuration: leader ? describeConfiguration(leader.row.parameters, boards.searchedParameters(id)) : '',
    optimizationHistory: polyline(boards.optimizationHistory(id)),
    progress: progressLine(sweep, trials),
    timeLeft: trials.running > 0 ? timeLeftWords(dashboard, sweep) : undefined,
    training: duration(trainingMs),
    lastRun: duration(lastRunMs(sweep)),
    started: minute(createdAtMs),
  };
}

/** Null if its end was not recorded, since the process that ran it was killed, or is before its start: a clock was set. */
function lastRunMs({ startedAtMs, endedAtMs, clockMs }: SweepInfo): number | null {
  const untilMs = endedAtMs ?? clockMs;
  return untilMs === null || untilMs < startedAtMs ? null : untilMs - startedAtMs;
}
