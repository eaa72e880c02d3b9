import { count, duration, metric, milliseconds } from '../../format.ts';
import type { TrialDetail } from '../../store/index.ts';
import { TITLES } from '../../titles.ts';
import { FINAL_METRICS } from '../metrics.ts';

/** A measurement of each of the trials. */
export interface ComparedScore {
  readonly name: string;
  readonly cells: readonly { readonly text: string; readonly best: boolean }[];
}

/** Final metrics with the best of each marked, then what they cost; equal values are all the best, or none is. */
export function compareScores(
  trials: readonly TrialDetail[],
  /** The mean of each one's configuration over its replicates; none where no trial has replicates. */
  means: readonly string[] | undefined,
): ComparedScore[] {
  const plain = (name: string, read: (trial: TrialDetail) => string): ComparedScore => ({
    name,
    cells: trials.map((trial) => ({ text: read(trial), best: false })),
  });
  return [
    ...FINAL_METRICS.map((name) => scored(name, trials)),
    ...(means ? [{ name: 'mean over replicates', cells: means.map((text) => ({ text, best: false })) }] : []),
    plain(TITLES.epochsDone, ({ epochs }) => String(epochs)),
    plain(TITLES.durationMs, ({ durationMs }) => duration(durationMs)),
    plain(TITLES.latencyMs, ({ latencyMs }) => milliseconds(latencyMs)),
    plain(TITLES.parameterCount, ({ parameterCount }) => count(parameterCount)),
    plain(TITLES.flops, ({ flops }) => count(flops)),
    plain('seed', ({ seed }) => String(seed)),
    plain('state', ({ state }) => state),
  ];
}

function scored(name: (typeof FINAL_METRICS)[number], trials: readonly TrialDetail[]): ComparedScore {
  const values = trials.flatMap((trial) => trial[name] ?? []);
  const best = name.endsWith('loss') ? Math.min(...values) : Math.max(...values);
  const distinct = new Set(values).size > 1;
  return {
    name,
    cells: trials.map((trial) => ({ text: metric(trial[name]), best: distinct && trial[name] === best })),
  };
}
