import type { TrialState } from '../../trial/trial.ts';
import type { SweepInfo } from '../queries/sweepInfo.ts';
import type { FinalMetrics, LeaderboardRow } from './row.ts';
import type { TrialScore } from './scores.ts';
import { mean, sampleStd } from './spread.ts';

/** A row without its rank, and what decides where it stands. */
export interface UnrankedRow extends Omit<LeaderboardRow, 'rank'> {
  /** True where a trial failed or has no finite metric: such a configuration never wins over a sound one. */
  readonly flawed: boolean;
}

/** A row that is given its rank, and another one when others change. */
export type RankedRow = UnrankedRow & { rank: number | null };

type Averaged = keyof FinalMetrics | 'durationMs' | 'latencyMs';

/** The state of several trials together: the first of these that one of them is in. */
const STATES_BY_WEIGHT: readonly TrialState[] = [
  'running',
  'queued',
  'failed',
  'completed',
  'pruned',
  'cancelled',
];

/** One row out of trials of the same configuration, which are at least one and ordered by number. */
export function summarize(sweep: SweepInfo, trials: readonly TrialScore[]): UnrankedRow {
  const { hash, model, parameters, parameterCount } = trials[0]!.configuration;
  const completed = trials.filter(({ state }) => state === 'completed');
  const values = finiteValues(completed, sweep.metric);
  const shown = completed.length > 0 ? completed : trials.filter(({ epochs }) => epochs > 0);
  const bestEpochs = shown.flatMap(({ bestEpoch }) => bestEpoch ?? []);
  const average = (key: Averaged) => averageOf(shown, key);
  return {
    configuration: hash,
    sweep: sweep.id,
    model,
    state: STATES_BY_WEIGHT.find((state) => trials.some((trial) => trial.state === state))!,
    parameters,
    metric: sweep.metric,
    goal: sweep.goal,
    mean: values.length > 0 ? mean(values) : null,
    std: sampleStd(values),
    replicates: values.length,
    trials: trials.map(({ number }) => number),
    tags: [...new Set(trials.flatMap(({ tags }) => tags))].sort(),
    hidden: trials.every(({ hidden }) => hidden),
    reason: trials.find(({ state }) => state === 'failed')?.reason ?? null,
    epochs: Math.max(...trials.map(({ epochs }) => epochs)),
    ...(bestEpochs.length > 0 ? { bestEpochs } : {}),
    loss: average('loss'),
    accuracy: average('accuracy'),
    val_loss: average('val_loss'),
    val_accuracy: average('val_accuracy'),
    test_loss: average('test_loss'),
    test_accuracy: average('test_accuracy'),
    parameterCount,
    durationMs: average('durationMs'),
    latencyMs: average('latencyMs'),
    dataset: {
      name: sweep.dataset.name,
      synthetic: sweep.dataset.synthetic,
      fingerprint: sweep.dataset.fingerprint,
    },
    validation: sweep.validation.kind,
    rankedOn: sweep.rankedOn,
    flawed: values.length < completed.length || trials.some(({ state }) => state === 'failed'),
  };
}

function finiteValues(trials: readonly TrialScore[], key: Averaged): number[] {
  return trials.flatMap((trial) => trial[key] ?? []);
}

/** Null where a trial has no value: a mean over the others would flatter. */
function averageOf(trials: readonly TrialScore[], key: Averaged): number | null {
  if (trials.length === 1) return trials[0]![key];
  const values = finiteValues(trials, key);
  return values.length > 0 && values.length === trials.length ? mean(values) : null;
}
