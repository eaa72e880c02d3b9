import { duration } from '../../format.ts';
import { metricInfo } from '../../metric/catalogue.ts';
import { forReading, isCost } from '../../metric/forReading.ts';
import type { Goal } from '../../metric/metric.ts';
import { ownValue } from '../../ownValue.ts';
import type { TrialDetail } from '../../store/index.ts';
import { TITLES, titleOf } from '../../titles.ts';
import { trainableOf } from '../../trainable/index.ts';
import { describingFacts } from '../../trainable/trainable.ts';
import { factText } from '../leaderboard/columns.ts';

/** A measurement of each of the trials. */
export interface ComparedScore {
  readonly name: string;
  readonly cells: readonly { readonly text: string; readonly best: boolean }[];
}

/** Number of metrics that are shown from the start. */
const MOST_SHOWN = 24;

/**
 * The final metrics, then the costs, with the best of each marked. If all trials are equal, all are the best
 * or none is.
 */
export function compareScores(
  trials: readonly TrialDetail[],
  /** The metrics of their sweeps. */
  names: readonly string[],
  /** The mean of each trial's configuration over its replicates; absent if no trial has replicates. */
  means: readonly string[] | undefined,
): { readonly scores: readonly ComparedScore[]; readonly others: readonly ComparedScore[] } {
  const plain = (name: string, read: (trial: TrialDetail) => string): ComparedScore => ({
    name,
    cells: trials.map((trial) => ({ text: read(trial), best: false })),
  });
  const { sweep } = trials[0]!;
  const { stepName } = trainableOf(sweep.trainable);
  const ordered = forReading(names.filter((name) => !isCost(name)));
  const first = ordered.length > MOST_SHOWN ? [...new Set([sweep.metric, ...ordered])] : ordered;
  const scores = first.map((name) => scored(name, sweep.metric === name ? sweep.goal : undefined, trials));
  return {
    scores: [
      ...scores.slice(0, MOST_SHOWN),
      ...(means
        ? [{ name: 'mean over replicates', cells: means.map((text) => ({ text, best: false })) }]
        : []),
      plain(`${stepName}s done`, ({ steps }) => String(steps)),
      plain(TITLES.durationMs, ({ durationMs }) => duration(durationMs)),
      ...names
        .filter(isCost)
        .map((name) =>
          plain(metricInfo(name).title, ({ metrics }) => metricInfo(name).format(ownValue(metrics, name))),
        ),
      ...describingFacts(trials.map(({ facts }) => facts)).map((name) =>
        plain(titleOf(name), ({ facts }) => factText(ownValue(facts, name))),
      ),
      plain('seed', ({ seed }) => String(seed)),
      plain('state', ({ state }) => state),
    ],
    others: scores.slice(MOST_SHOWN),
  };
}

function scored(name: string, ranking: Goal | undefined, trials: readonly TrialDetail[]): ComparedScore {
  const { format, goal = ranking } = metricInfo(name);
  const values = trials.flatMap(({ metrics }) => ownValue(metrics, name) ?? []);
  const best = (ranking ?? goal) === 'minimize' ? Math.min(...values) : Math.max(...values);
  const distinct = (ranking ?? goal) !== undefined && new Set(values).size > 1;
  return {
    name,
    cells: trials.map(({ metrics }) => ({
      text: format(ownValue(metrics, name)),
      best: distinct && ownValue(metrics, name) === best,
    })),
  };
}
