import { ofFinals } from '../comparison/index.ts';
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

/** The best of each scientific value on the seeds of its finals alone, as `sweep compare` judges them, or over all seeds. */
export function freshSeeds(data: ChartData, rows: readonly RankedRow[]): Measured[] {
  const scores = data.sweep.scientific.length === 0 ? undefined : scoresBySeed(data);
  const fresh =
    scores &&
    ofFinals(
      data.sweep,
      rows.map((row) => [...scores(row)]),
      ([replicate]) => replicate,
    );
  return rows.map(({ mean: overAll, std, replicates }, index) => {
    const values = fresh?.[index]?.map(([, value]) => value);
    return values
      ? { mean: mean(values), std: sampleStd(values), seeds: values.length, isFresh: true }
      : { mean: overAll, std, seeds: replicates, isFresh: false };
  });
}
