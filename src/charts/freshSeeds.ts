import { mean, sampleStd } from '../metric/spread.ts';
import type { ChartData } from './chart.ts';
import type { RankedRow } from './ranked.ts';
import { scoresBySeed } from './scoresBySeed.ts';

/** The metric of a configuration over its seeds. */
export interface Measured {
  readonly mean: number;
  /** Null for one seed. */
  readonly std: number | null;
  readonly seeds: number;
  /** True if no seed had a part in choosing the configuration. */
  readonly isFresh: boolean;
}

/**
 * The best of each scientific value on the seeds of its finals alone, as `sweep compare` judges them: those of the search
 * have chosen it and flatter it. Over all seeds in sweeps without roles, and if one of them has no finals.
 */
export function freshSeeds(data: ChartData, rows: readonly RankedRow[]): Measured[] {
  const { sweep } = data;
  const asRanked = rows.map(({ mean, std, replicates }) => ({
    mean,
    std,
    seeds: replicates,
    isFresh: false,
  }));
  if (sweep.scientific.length === 0 || rows.some(({ finalist }) => !finalist)) return asRanked;
  const scores = scoresBySeed(data);
  const fresh = rows.map((row) =>
    [...scores(row)].flatMap(([replicate, value]) => (replicate < sweep.replicates ? [] : [value])),
  );
  if (fresh.some(({ length }) => length === 0)) return asRanked;
  return fresh.map((each) => ({
    mean: mean(each),
    std: sampleStd(each),
    seeds: each.length,
    isFresh: true,
  }));
}
