import prettyBytes from 'pretty-bytes';
import { count, duration, milliseconds } from '../../../format.ts';
import { countUntrained } from '../../../model/network.ts';
import { type EpochRow, machineText, type TrialDetail } from '../../../store/index.ts';
import { TITLES } from '../../../titles.ts';

/** One thing that a trial took, or where it took it. */
export interface ResourceLine {
  readonly name: string;
  readonly value: string;
}

/** Bytes of a weight as it is stored and trained: float32. */
const WEIGHT_BYTES = 4;

/** What the trial cost, and where it ran. */
export function resourceLines(trial: TrialDetail, epochs: readonly EpochRow[]): ResourceLine[] {
  const { sweep, worker, fingerprint } = trial;
  const epochMs = median(epochs.map(({ durationMs }) => durationMs));
  const steps = Math.ceil(trainingImages(trial) / Number(trial.parameters.batch_size));
  const lines: [string, string | undefined][] = [
    [TITLES.durationMs, trial.durationMs === null ? undefined : duration(trial.durationMs)],
    [
      'an epoch',
      epochMs === undefined ? undefined : `${duration(epochMs)} (median), its validation included`,
    ],
    [
      'a step',
      epochMs === undefined
        ? undefined
        : `${milliseconds(epochMs / steps)} of ${count(steps)} an epoch, validation included`,
    ],
    [TITLES.parameterCount, weightsText(trial)],
    [TITLES.flops, flops(trial.flops)],
    [
      TITLES.latencyMs,
      trial.latencyMs === null ? undefined : `${milliseconds(trial.latencyMs)} for one image alone`,
    ],
    ['worker', worker === null ? undefined : String(worker + 1)],
    ['trained with', fingerprint ?? undefined],
    ['machine', machineText(sweep.machine)],
  ];
  return lines.flatMap(([name, value]) => (value ? [{ name, value }] : []));
}

function weightsText({ parameterCount, layers }: TrialDetail): string {
  const untrained = countUntrained(layers);
  const averages =
    untrained > 0 ? `, ${count(untrained)} of them moving averages, which are not trained` : '';
  return `${count(parameterCount)}, ${prettyBytes(WEIGHT_BYTES * parameterCount)} as float32${averages}`;
}

function trainingImages({ sweep: { dataset, validation } }: TrialDetail): number {
  return dataset.trainCount - (validation.kind === 'holdout' ? validation.size : 0);
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function flops(value: number): string {
  return value < 1e6 ? count(value) : `${(value / 1e6).toFixed(1)} million`;
}
