import type { Configuration } from '../../configuration.ts';
import { duration, plural } from '../../format.ts';
import { metricInfo } from '../../metric/catalogue.ts';
import type { MetricValues } from '../../metric/metric.ts';
import type { PlannedTrial, RequestKind } from '../../store/store.ts';
import type { SweepEvent } from '../../sweep/events.ts';
import { type OriginPlace, originWords } from '../../trial/origin.ts';
import type { TrialOrigin } from '../../trial/trial.ts';
import { describeConfiguration, shortValue } from '../../trial/varying.ts';
import type { Results } from '../results/results.ts';
import { raceRoundWords } from './raceWords.ts';

/** The settings for lines about the trials of a sweep. */
export interface Wording {
  /** Parameters that identify a trial. */
  readonly varying: readonly string[];
  readonly replicates: number;
  /** The metric that ranks the sweep. */
  readonly ranked: string;
  readonly stepName: string;
  readonly results: Results;
  /** Where the trial is that did the first steps of another one. */
  place(origin: TrialOrigin): OriginPlace | undefined;
}

/** `optimizer=adam batch_size=32` of a trial, with its seed if the sweep has replicates. */
export function describeTrial(trial: PlannedTrial, { varying, replicates }: Wording): string {
  const seed = replicates > 1 ? [`seed=${trial.seed}`] : [];
  return [describeConfiguration(trial.configuration, varying), ...seed].filter(Boolean).join(' ');
}

/** The values of a configuration without names, for a line beside others with the same columns. */
export function describeValues(configuration: Configuration, { varying }: Wording): string {
  return varying
    .flatMap((name) => (Object.hasOwn(configuration, name) ? [shortValue(configuration[name])] : []))
    .join('  ');
}

/** The start of a trial, without its name. */
export function describeStart(
  { trial, resumedFrom, origin, sweepId, refused }: Extract<SweepEvent, { type: 'trial_started' }>,
  wording: Wording,
): string {
  const name = describeTrial(trial, wording);
  const start =
    trial.thawed?.replace(/^.*(?=Thawed after)/, '') ??
    (origin && `started, ${originWords(origin, wording.stepName, sweepId, wording.place(origin))}`) ??
    (resumedFrom === undefined ? undefined : `goes on after ${wording.stepName} ${resumedFrom}`) ??
    (refused === undefined ? 'started' : 'begins anew');
  return [start, name, start === 'begins anew' ? refused : undefined].filter(Boolean).join('  ');
}

/** A round, in words, as it begins. */
export function describeRound(
  { kind, configurations, trials, race }: Extract<SweepEvent, { type: 'round_started' }>,
  wording: Wording,
): string {
  if (race) return raceRoundWords(race, { configurations, trials: trials.length }, wording);
  return kind === 'thaw'
    ? `Thawing: the search has ended, and ${plural(trials.length, 'pruned trial')} go on where they stopped`
    : `Finals: the best ${plural(configurations, 'configuration')} of the search, ${plural(trials.length, 'trial')} with further seeds`;
}

/** `epoch 3/10`; without the total if it is unknown. */
export function describeStep(step: number, planned: number | undefined, { stepName }: Wording): string {
  return `${stepName} ${step}${planned === undefined ? '' : `/${planned}`}`;
}

/** `loss 0.4021  val_accuracy 0.8510`. */
export function describeMetrics(metrics: MetricValues, names: readonly string[]): string {
  return names.map((name) => `${name} ${metricInfo(name).format(metrics[name])}`).join('  ');
}

/** The end of a trial, without its name. */
export function describeEnding(
  event: Extract<SweepEvent, { type: 'trial_ended' }>,
  { results, ranked, stepName }: Wording,
): string {
  switch (event.state) {
    case 'completed': {
      const metrics = event.metrics ?? {};
      const shown = describeMetrics(metrics, results.endMetrics(ranked, metrics));
      const missing = shown === '' ? 'no metric reported' : ranked in metrics ? '' : `no ${ranked}  `;
      return `${missing}${shown}  ${duration(event.durationMs)}`;
    }
    case 'pruned':
      return `stopped early: ${event.reason!.message}`;
    case 'failed':
      return `failed: ${event.reason!.message}`;
    case 'cancelled':
      return `cancelled: ${event.reason!.message}`;
    case 'queued':
      return event.resumesAfter === undefined
        ? 'interrupted, will run again'
        : `interrupted, will go on after ${stepName} ${event.resumesAfter}`;
  }
}

/** The end of a trial in ever fewer words: metrics that do not rank the sweep leave, and then the name of the one that does. */
export function shorterEndings(
  event: Extract<SweepEvent, { type: 'trial_ended' }>,
  wording: Wording,
): readonly [string, ...string[]] {
  const whole = describeEnding(event, wording);
  const { ranked } = wording;
  const metrics = event.metrics ?? {};
  if (event.state !== 'completed' || !(ranked in metrics)) return [whole];
  const time = duration(event.durationMs);
  const value = metricInfo(ranked).format(metrics[ranked]);
  return [whole, `${ranked} ${value}  ${time}`, `${value}  ${time}`];
}

const KINDS: Readonly<Record<RequestKind, string>> = {
  stop_trial: 'stop trial',
  stop_sweep: 'stop the sweep',
  pause_sweep: 'pause the sweep',
  resume_sweep: 'resume the sweep',
  raise_run_cap: 'raise run_cap to',
};

/** A request and its answer, in words. */
export function describeRequest(event: Extract<SweepEvent, { type: 'request_taken' }>): string {
  const { request, accepted, outcome } = event;
  const object = 'trial' in request ? ` ${request.trial}` : 'runCap' in request ? ` ${request.runCap}` : '';
  return `request to ${KINDS[request.kind]}${object}${accepted ? '' : ' refused'}: ${outcome}`;
}

export type DatabaseEvent = Extract<
  SweepEvent,
  { type: 'database_locked' | 'database_unlocked' | 'database_moved' }
>;

export function isOfDatabase(event: SweepEvent): event is DatabaseEvent {
  return event.type.startsWith('database_');
}

/** What happened to the database, and the consequences. */
export function describeDatabase(database: string, event: DatabaseEvent): string {
  if (event.type === 'database_moved')
    return `${database} is no longer the file that the sweep is stored in: stopping, and saving the results`;
  if (event.type === 'database_unlocked')
    return `${database} is free again after ${duration(Math.round(event.waitedMs))}; the waiting results are stored`;
  const { limitMs } = event;
  const held = `${database} is locked by another process`;
  if (limitMs === undefined) return `${held}: results are stored once it is free`;
  return `${held}: waiting at most ${duration(limitMs)} to store the results. Ctrl-C again leaves at once, without it.`;
}
