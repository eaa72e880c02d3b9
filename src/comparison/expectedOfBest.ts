import { optimism } from '../analysis/index.ts';
import { plural } from '../format.ts';
import { metricInfo } from '../metric/catalogue.ts';
import { mean } from '../metric/spread.ts';
import { ownValue } from '../ownValue.ts';
import type { LeaderboardRow, SweepInfo, TrialScore } from '../store/index.ts';

/** The value that other seeds are expected to give the best configuration of a sweep, which luck helped to choose. */
export interface ExpectedOfBest {
  readonly metric: string;
  readonly value: number;
  /**
   * `further seeds`: the mean over seeds that did not choose it for the finals; `spread of seeds`: its mean without the expected
   * luck of the best of all, from how far the seeds of the leading configurations are apart.
   */
  readonly basis: 'further seeds' | 'spread of seeds';
  /** Number of these seeds, or of the configurations that it is the best of. */
  readonly of: number;
}

/**
 * The spread of the better half over its seeds stands for the noise, that of so many rows at most: the choice is between these,
 * and poor configurations differ more.
 */
const LEADING = 20;

/**
 * Undefined where one seed each tells nothing of luck, and for a single configuration. `rows` are all configurations of the
 * sweep, best first, `trials` all of its trials.
 */
export function expectedOfBest(
  sweep: Pick<SweepInfo, 'metric' | 'goal' | 'replicates'>,
  rows: readonly LeaderboardRow[],
  trials: readonly TrialScore[],
): ExpectedOfBest | undefined {
  const { metric, goal } = sweep;
  const [best, second] = rows;
  if (!best || !second || !isSound(best) || !isSound(second)) return undefined;
  if (best.finalist) {
    const further = furtherValues(sweep, best, trials);
    return further.length === 0
      ? undefined
      : { metric, value: mean(further), basis: 'further seeds', of: further.length };
  }
  if (best.std === null) return undefined;
  const end = rows.findIndex((row) => !isSound(row));
  const ranked = end < 0 ? rows : rows.slice(0, end);
  const spreads = ranked
    .slice(0, Math.min(LEADING, Math.ceil(ranked.length / 2)))
    .flatMap(({ std }) => (std === null ? [] : [std ** 2]));
  if (spreads.length === 0) return undefined;
  const error = Math.sqrt(mean(spreads) / best.replicates);
  const sign = goal === 'maximize' ? 1 : -1;
  const luck = optimism(
    ranked.map((row) => sign * row.mean!),
    error,
  );
  return { metric, value: best.mean! - sign * luck, basis: 'spread of seeds', of: ranked.length };
}

/** Sound rows come before all others. */
function isSound({ rank, flawed }: LeaderboardRow): boolean {
  return rank !== null && !flawed;
}

/** The values of the trials that the finals added. */
function furtherValues(
  { metric, replicates }: Pick<SweepInfo, 'metric' | 'replicates'>,
  { configuration }: LeaderboardRow,
  trials: readonly TrialScore[],
): number[] {
  return trials.flatMap(({ configuration: { hash }, replicate, state, metrics }) =>
    hash === configuration && replicate >= replicates && state === 'completed'
      ? (ownValue(metrics, metric) ?? [])
      : [],
  );
}

/** The same in a sentence. */
export function expectedOfBestWords({ metric, value, basis, of }: ExpectedOfBest): string {
  const shown = metricInfo(metric).format(value);
  return basis === 'further seeds'
    ? `Over the ${of === 1 ? 'one seed' : `${of} seeds`} that did not choose the best one for the finals, its ${metric} is ${shown}: that is what to expect of it.`
    : `The best of ${plural(of, 'configuration')} is partly luck: with other seeds, a ${metric} of about ${shown} is expected of it.`;
}
