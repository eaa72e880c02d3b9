import { type RaceState, race, type Scores } from '../analysis/index.ts';
import { type Configuration, configurationHash } from '../configuration.ts';
import type { Goal } from '../metric/metric.ts';
import type { ObservedTrial } from '../store/store.ts';
import { leadersOf, type Tried } from './finalists.ts';

/** The settings of a race that a sweep's search was made with. */
interface Searched {
  readonly goal: Goal;
  /** Trials of each configuration in the search. */
  readonly replicates: number;
}

/**
 * The configurations that are worth further seeds, best first: those of finals by all of their trials, else the leaders of
 * the search by its trials alone, so that a race changes nothing about who is in it.
 */
export function contendersOf(
  proposed: readonly Tried[],
  { goal, replicates, hasFinals }: Searched & { readonly hasFinals: boolean },
): readonly Configuration[] {
  const searched = leadersOf(proposed, { goal, replicates });
  const isFinalist = ({ trials }: Tried) =>
    trials.some((trial) => trial.replicate >= replicates && trial.state === 'completed');
  const finalists = hasFinals
    ? leadersOf(searched.filter(isFinalist), { goal, replicates: Number.POSITIVE_INFINITY })
    : [];
  return [...new Set([...finalists, ...searched])].map(({ configuration }) => configuration);
}

/**
 * The race between contenders, by their hashes, over the seeds that follow the search's: these alone, as the search chose
 * the contenders by its own. A trial that `isOut` never gets a score.
 */
export function raceBetween(
  contenders: readonly string[],
  proposed: readonly Tried[],
  { goal, replicates, seeds }: Searched & { readonly seeds: number },
  isOut: (trial: ObservedTrial) => boolean,
): RaceState {
  const trialsOf = new Map(
    proposed.map(({ configuration, trials }) => [configurationHash(configuration), trials]),
  );
  const scores = contenders.map((hash): Scores => {
    const byReplicate = new Map(trialsOf.get(hash)?.map((trial) => [trial.replicate, trial]));
    return Array.from({ length: seeds }, (_, seed) => scoreOf(byReplicate.get(replicates + seed), isOut));
  });
  return race(scores, { seeds, goal });
}

function scoreOf(
  trial: ObservedTrial | undefined,
  isOut: (trial: ObservedTrial) => boolean,
): number | null | undefined {
  if (trial?.state === 'completed') return trial.value;
  return trial && isOut(trial) ? null : undefined;
}
