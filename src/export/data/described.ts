import {
  type Database,
  isNetworkSweep,
  metricNames,
  type SweepInfo,
  type TrialRecord,
} from '../../store/index.ts';
import { trainableOf } from '../../trainable/index.ts';
import { PLANNING_FACTS } from '../../trainable/trainable.ts';
import { type Names, parameterNames } from './namedColumns.ts';
import { NETWORK_FACTS, NETWORK_METRICS } from './networkColumns.ts';

/** A trial with its sweep, from which a row of `trials` is made. */
export interface TrialSource {
  readonly sweep: SweepInfo;
  readonly trial: TrialRecord;
}

/** The data that decides which columns a table has. */
export interface Described {
  /** All trials of its sweeps, whatever the filter. */
  readonly sources: readonly TrialSource[];
  /**
   * Whether there are networks among its sweeps, which have further columns; and whether there are other
   * trainables.
   */
  readonly networks: boolean;
  readonly others: boolean;
  /** The word for a step in all its sweeps. */
  readonly stepName: 'epoch' | 'step';
  /** Names of the remaining columns. */
  readonly names: Names;
}

/** Tables of networks only, before a trial is known. */
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
      facts: without([...facts].filter((name) => !PLANNING_FACTS.includes(name)).sort(), NETWORK_FACTS),
    },
  };
}
