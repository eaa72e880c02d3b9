import type { StoredMetrics } from '../../metric/metric.ts';
import { mean, sampleStd } from '../../metric/spread.ts';
import { ownValue } from '../../ownValue.ts';
import type { TrialState } from '../../trial/trial.ts';
import type { SweepInfo } from '../queries/sweepInfo.ts';
import type { DatasetLabel, LeaderboardRow } from './row.ts';
import type { TrialScore } from './scores.ts';

/** The state of several trials together: the first in this list that one of them has. */
const STATES_BY_WEIGHT: readonly TrialState[] = [
  'running',
  'queued',
  'failed',
  'completed',
  'pruned',
  'cancelled',
];

/** Makes rows of a sweep; see {@link summarize}. The parts that all rows share are the same object. */
export function summarizer(
  sweep: SweepInfo,
): (trials: readonly TrialScore[], by?: 'configuration' | 'trial') => LeaderboardRow {
  const dataset = sweep.dataset && {
    name: sweep.dataset.name,
    synthetic: sweep.dataset.synthetic,
    fingerprint: sweep.dataset.fingerprint,
  };
  // One trial is compared with one trial, whether it belongs to a finalist or not.
  return (trials, by) => summarize(by === 'trial' ? { ...sweep, finals: null } : sweep, dataset, trials);
}

/** One row for trials of the same configuration, at least one and ordered by number; it has no rank yet. */
function summarize(
  sweep: SweepInfo,
  dataset: DatasetLabel | null,
  trials: readonly TrialScore[],
): LeaderboardRow {
  const { hash, parameters, facts } = trials[0]!.configuration;
  const completed = trials.filter(({ state }) => state === 'completed');
  const values = completed.flatMap(({ metrics }) => ownValue(metrics, sweep.metric) ?? []);
  const shown = completed.length > 0 ? completed : trials.filter(({ steps }) => steps > 0);
  const bestSteps = shown.flatMap(({ bestStep }) => bestStep ?? []);
  return {
    rank: null,
    configuration: hash,
    sweep: sweep.id,
    state: STATES_BY_WEIGHT.find((state) => trials.some((trial) => trial.state === state))!,
    parameters,
    facts,
    metric: sweep.metric,
    goal: sweep.goal,
    metrics: averageMetrics(shown),
    mean: values.length > 0 ? mean(values) : null,
    std: sampleStd(values),
    replicates: values.length,
    finalist: sweep.finals !== null && trials.some(({ replicate }) => replicate >= sweep.replicates),
    trials: trials.map(({ number }) => number),
    tags: [...new Set(trials.flatMap(({ tags }) => tags))].sort(),
    hidden: trials.every(({ hidden }) => hidden),
    reason: reasonOf(trials, 'failed') ?? reasonOf(trials, 'pruned') ?? null,
    steps: Math.max(...trials.map(({ steps }) => steps)),
    ...(bestSteps.length > 0 ? { bestSteps } : {}),
    durationMs: average(shown.map(({ durationMs }) => durationMs)),
    dataset,
    validation: sweep.validation?.kind ?? null,
    rankedOn: sweep.rankedOn,
    flawed: values.length < completed.length || trials.some(({ state }) => state === 'failed'),
  };
}

function reasonOf(trials: readonly TrialScore[], of: TrialState): string | null | undefined {
  return trials.find(({ state }) => state === of)?.reason;
}

/** The mean of every metric that one of the trials has. */
function averageMetrics(trials: readonly TrialScore[]): StoredMetrics {
  if (trials.length === 1) return trials[0]!.metrics;
  const names = new Set(trials.flatMap(({ metrics }) => Object.keys(metrics)));
  const valuesOf = (name: string) => trials.map(({ metrics }) => ownValue(metrics, name));
  return Object.fromEntries([...names].map((name) => [name, average(valuesOf(name))]));
}

/** Null if a trial has no value: a mean over the others would be too good. */
function average(values: readonly (number | null | undefined)[]): number | null {
  const finite = values.flatMap((value) => value ?? []);
  return finite.length > 0 && finite.length === values.length ? mean(finite) : null;
}
