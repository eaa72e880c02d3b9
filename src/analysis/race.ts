import type { Goal } from '../metric/metric.ts';
import { mean } from '../metric/spread.ts';
import { compareSeeds } from './seedComparison.ts';

/** The chance that the truly best one is dropped, over all looks together. */
const LEVEL = 0.05;
/** Nothing is dropped before this many seeds: two differences say next to nothing of their spread. */
export const FIRST_LOOK = 3;

/**
 * The scores of one contender, by seed: undefined for one that is not known yet, null for a training that gave none. The
 * contenders have the same seeds in the same order.
 */
export type Scores = readonly (number | null | undefined)[];

/** How a contender left. Contenders are named by their index. */
export type Departure =
  | {
      readonly contender: number;
      /** Number of seeds that were known then. */
      readonly seeds: number;
      readonly why: 'behind';
      /** The one that was ahead, by how much, and the one-sided p-value, which was below `level`. */
      readonly leader: number;
      readonly difference: number;
      readonly pValue: number;
      readonly level: number;
    }
  | { readonly contender: number; readonly seeds: number; readonly why: 'no score' };

export interface RaceState {
  /** Those that are still in it. */
  readonly active: readonly number[];
  readonly departures: readonly Departure[];
  /** The one with the best mean over the seeds that all active ones have; undefined before the first. */
  readonly leader: number | undefined;
  /** Number of seeds that all active ones have. */
  readonly seeds: number;
  /** Whether nothing more is to be trained: one is left, or they have all seeds. */
  readonly isOver: boolean;
}

/**
 * The state of a race between contenders with up to `seeds` seeds, from scores alone. After every seed from the third on, each
 * one is compared with the one that leads. It leaves if the one-sided p-value of Student's paired test that it is
 * behind is below 0.05 / (looks · (contenders − 1)). By Bonferroni's inequality the truly best one, whose rivals and looks
 * are no more than that, then leaves with a chance of at most 5 %, whoever leads when, if differences over seeds are normal.
 * Sources: O. Maron and A. Moore, "Hoeffding Races" (NIPS 1993), for the race; J. C. Hsu, Annals of Statistics 12
 * (1984), 1136–1144, for comparing with the best.
 */
export function race(
  contenders: readonly Scores[],
  { seeds, goal }: { readonly seeds: number; readonly goal: Goal },
): RaceState {
  const looks = Math.max(1, seeds - FIRST_LOOK + 1);
  const level = LEVEL / (looks * Math.max(1, contenders.length - 1));
  const departures: Departure[] = [];
  let active = [...contenders.keys()];
  const leave = (departure: Departure): void => {
    departures.push(departure);
    active = active.filter((each) => each !== departure.contender);
  };
  let done = 0;
  let leader: number | undefined;
  while (done < seeds && (active.length > 1 || done === 0)) {
    for (const contender of active)
      if (contenders[contender]![done] === null) leave({ contender, seeds: done, why: 'no score' });
    if (active.length === 0 || active.some((each) => contenders[each]![done] === undefined)) break;
    done++;
    leader = leading(contenders, active, done, goal);
    if (done < FIRST_LOOK) continue;
    for (const contender of active) {
      if (contender === leader) continue;
      const { difference, pValue } = behind(contenders, leader, contender, done, goal);
      if (pValue < level) leave({ contender, seeds: done, why: 'behind', leader, difference, pValue, level });
    }
  }
  return {
    active,
    departures,
    leader: leader !== undefined && active.includes(leader) ? leader : active[0],
    seeds: done,
    isOver: done >= seeds || active.length === 0 || (active.length === 1 && done > 0),
  };
}

/** The first of equal ones. */
function leading(
  contenders: readonly Scores[],
  active: readonly number[],
  seeds: number,
  goal: Goal,
): number {
  const sign = goal === 'maximize' ? 1 : -1;
  const score = (each: number) => sign * mean(contenders[each]!.slice(0, seeds) as number[]);
  return active.reduce((best, each) => (score(each) > score(best) ? each : best));
}

/** How far one is behind the one that leads, which has the better mean. */
function behind(
  contenders: readonly Scores[],
  leader: number,
  contender: number,
  seeds: number,
  goal: Goal,
): { readonly difference: number; readonly pValue: number } {
  const sign = goal === 'maximize' ? 1 : -1;
  const differences = Array.from(
    { length: seeds },
    (_, seed) => sign * (contenders[leader]![seed]! - contenders[contender]![seed]!),
  );
  const { difference, pValue } = compareSeeds(differences);
  return { difference, pValue: difference > 0 ? pValue! / 2 : 1 };
}
