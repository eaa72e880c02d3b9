import { verdictWords } from '../../analysis/index.ts';
import { count, duration, spread } from '../../format.ts';
import { metricInfo } from '../../metric/catalogue.ts';
import { type ComparedPair, comparePairs, nameOf } from '../../report/comparison.ts';
import {
  compareGroups,
  findSweep,
  type Group,
  isNetworkSweep,
  type LeaderboardRow,
  type SweepInfo,
} from '../../store/index.ts';
import { TITLES } from '../../titles.ts';
import { selectionWarnings } from '../../trainable/network/selection.ts';
import { shortValue, varyingParameters } from '../../trial/varying.ts';
import type { Context } from '../context.ts';
import { reading } from '../database.ts';
import { datasetName } from '../format/dataset.ts';
import { titleOf } from '../format/leaderboard.ts';
import { table } from '../format/table.ts';
import { resultsOf } from '../results/index.ts';

export interface CompareArguments {
  readonly sweep?: readonly string[] | undefined;
  readonly by: string;
}

/** Compares the best configuration of each group with that of the best group. */
export function compare({ sweep: names = [], by }: CompareArguments, context: Context): number {
  const { sweeps, groups, pairs } = reading(context, (db) => {
    const sweeps = (names.length === 0 ? [undefined] : names).map((name) => findSweep(db, name));
    const groups = compareGroups(
      db,
      sweeps.map(({ id }) => id),
      by,
    );
    // Only networks are tested on the same images.
    const pairs = sweeps.every(isNetworkSweep) ? comparePairs(db, groups) : [];
    return { sweeps, groups, pairs };
  });
  if (context.json)
    context.printJson({
      by,
      warnings: selectionWarnings(...sweeps),
      groups: groups.map(({ value, best, trial }) => ({
        value,
        trial: trial.number,
        best: resultsOf(sweeps[0]!.trainable).row(best),
      })),
      pairs: pairs.map(({ pair }) => pair),
    });
  else describe(context, by, sweeps, groups, pairs);
  return 0;
}

function describe(
  { chalk, print }: Context,
  by: string,
  sweeps: readonly SweepInfo[],
  groups: readonly Group[],
  pairs: readonly ComparedPair[],
): void {
  const { dataset, trainable } = sweeps[0]!;
  const on = dataset ? `, on ${datasetName(chalk, dataset)}` : '';
  print(`${chalk.bold(sweeps.map(({ name }) => name).join(' and '))} by ${by}${on}`);
  for (const warning of selectionWarnings(...sweeps)) print(chalk.yellow(warning));
  print(`\n${groupTable(chalk, by, groups, trainable)}`);
  for (const pair of pairs) print(`\n${describePair(chalk, by, pair, groups)}`);
  if (pairs.length > 1)
    print(chalk.dim('\nEach pair is judged by itself; of many pairs some differ by chance alone.'));
  if (groups.some(({ best }) => best.replicates > 1)) {
    const test = pairs.length > 0 ? '; the test is between their best trials on validation' : '';
    print(chalk.dim(`\nA group's row averages the replicates of its best configuration${test}.`));
  }
}

function groupTable(
  chalk: Context['chalk'],
  by: string,
  groups: readonly Group[],
  trainable: string,
): string {
  const rows = groups.map(({ best }) => best);
  const varying = varyingParameters(rows.map(({ parameters }) => parameters)).filter((name) => name !== by);
  const { metric } = rows[0]!;
  const { boardMetrics, boardFacts } = resultsOf(trainable);
  const metrics = boardMetrics(metric, rows);
  const right = (title: string) => ({ title, align: 'right' as const });
  return table(
    chalk,
    [
      { title: by },
      right('trial'),
      right(metric),
      ...metrics.map(right),
      right(TITLES.durationMs),
      ...boardFacts.map((name) => right(titleOf(name))),
      ...varying.map((title) => ({ title })),
    ],
    groups.map(({ value, best, trial }) => [
      value,
      String(trial.number),
      spread(best.mean, best.std),
      ...metrics.map((name) => metricInfo(name).format(best.metrics[name])),
      duration(best.durationMs),
      ...boardFacts.map((name) => count(best.facts[name] ?? Number.NaN)),
      ...varying.map((name) => shortValue(best.parameters[name])),
    ]),
  );
}

function describePair(
  chalk: Context['chalk'],
  by: string,
  { pair, counts }: ComparedPair,
  groups: readonly Group[],
): string {
  const [first, second] = [pair.first, pair.second].map((value) => nameOf(by, value)) as [string, string];
  const words = verdictWords(counts, first, second);
  const bestOf = (name: string) => groups.find(({ value }) => value === name)!.best;
  const ratio = (of: (row: LeaderboardRow) => number | null | undefined) =>
    ((of(bestOf(pair.first)) ?? Number.NaN) / (of(bestOf(pair.second)) ?? Number.NaN)).toFixed(2);
  const times = ratio(({ durationMs }) => durationMs);
  const weights = ratio(({ facts }) => facts.parameterCount);
  return [
    `${chalk.bold(`${first} against ${second}`)} on the same ${count(pair.images)} test images`,
    `  ${chalk.bold(words.verdict)}`,
    `  ${words.difference}`,
    `  ${words.test}`,
    `  ${first} takes ${times} times the ${TITLES.durationMs} of ${second} and ${weights} times the ${TITLES.parameterCount}.`,
  ].join('\n');
}
