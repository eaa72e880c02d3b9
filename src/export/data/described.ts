import {
  type Database,
  isNetworkSweep,
  metricNames,
  type SweepInfo,
  type TrialRecord,
} from '../../store/index.ts';
import { trainableOf } from '../../trainable/index.ts';
import { type Names, parameterNames } from './namedColumns.ts';
import { NETWORK_FACTS, NETWORK_METRICS } from './networkColumns.ts';

/** A trial with its sweep, out of which a row of `trials` is made. */
export interface TrialSource {
  readonly sweep: SweepInfo;
  readonly trial: TrialRecord;
}

/** What the columns of a table follow from. */
export interface Described {
  /** All trials of its sweeps, whatever the filter. */
  readonly sources: readonly TrialSource[];
  /** Whether there are networks of ours among its sweeps, which have columns of their own; and whether there are others. */
  readonly networks: boolean;
  readonly others: boolean;
  /** What all its sweeps call a step. */
  readonly stepName: 'epoch' | 'step';
  /** What has columns besides those. */
  readonly names: Names;
}

/** Tables of networks alone, before a trial is known. */
export const NETWORKS_ALONE: Described = {
  sources: [],
  networks: true,
  others: false,
  stepName: 'epoch',
  names: { parameters: [], metrics: [], facts: [] },
};

export function describe(
  db: Database,
  sweeps: readonly SweepInfo[],
  sources: readonly TrialSource[],
): Described {
  const own = sweeps.filter(isNetworkSweep);
  const networks = own.length > 0;
  const free = sources.filter(({ sweep }) => !isNetworkSweep(sweep));
  const parameters = parameterNames(
    sources.map(({ trial }) => trial.configuration),
    sweeps.flatMap(({ trainable }) => trainableOf(trainable).parameters ?? []).map(({ name }) => name),
  );
  const metrics = new Set(sweeps.flatMap((sweep) => metricNames(db, sweep)));
  const facts = new Set(free.flatMap(({ trial }) => Object.keys(trial.configuration.facts)));
  const without = (names: Iterable<string>, ours: readonly string[]) =>
    [...names].filter((name) => !networks || !ours.includes(name));
  const [stepName, another] = new Set(sweeps.map(({ trainable }) => trainableOf(trainable).stepName));
  return {
    sources,
    networks,
    others: own.length < sweeps.length,
    stepName: another === undefined ? (stepName ?? 'step') : 'step',
    names: {
      parameters: without(parameters, ['model']),
      metrics: without(metrics, NETWORK_METRICS),
      facts: without([...facts].sort(), NETWORK_FACTS),
    },
  };
}
