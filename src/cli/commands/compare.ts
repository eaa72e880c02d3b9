import { verdictWords } from '../../analysis/index.ts';
import { count, duration, metric, spread } from '../../format.ts';
import { type ComparedPair, comparePairs, nameOf } from '../../report/comparison.ts';
import { compareGroups, findSweep, type Group, type SweepInfo } from '../../store/index.ts';
import { selectionWarnings } from '../../sweepfile/selection.ts';
import { TITLES } from '../../titles.ts';
import { columnValue, shortValue, varyingColumns } from '../../trial/varying.ts';
import type { Context } from '../context.ts';
import { reading } from '../database.ts';
import { datasetName } from '../format/dataset.ts';
import { table } from '../format/table.ts';

export interface CompareArguments {
  readonly sweep?: readonly string[] | undefined;
  readonly by: string;
}

/** Sets the best configuration of each group against that of the best group. */
export function compare({ sweep: names = [], by }: CompareArguments, context: Context): number {
  const { sweeps, groups, pairs } = reading(context, (db) => {
    const sweeps = (names.length === 0 ? [undefined] : names).map((name) => findSweep(db, name));
    const groups = compareGroups(
      db,
      sweeps.map(({ id }) => id),
      by,
    );
    return { sweeps, groups, pairs: comparePairs(db, groups) };
  });
  if (context.json)
    context.printJson({
      by,
      warnings: selectionWarnings(...sweeps),
      groups: groups.map(({ value, best, trial }) => ({ value, trial: trial.number, best })),
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
  const { dataset } = sweeps[0]!;
  print(
    `${chalk.bold(sweeps.map(({ name }) => name).join(' and '))} by ${by}, on ${datasetName(chalk, dataset)}`,
  );
  for (const warning of selectionWarnings(...sweeps)) print(chalk.yellow(warning));
  print(`\n${groupTable(chalk, by, groups)}`);
  for (const pair of pairs) print(`\n${describePair(chalk, by, pair, groups)}`);
  if (pairs.length > 1)
    print(chalk.dim('\nEach pair is judged by itself; of many pairs some differ by chance alone.'));
  if (groups.some(({ best }) => best.replicates > 1)) {
    print(
      chalk.dim(
        "\nA group's row averages the replicates of its best configuration; the test is between their best trials on validation.",
      ),
    );
  }
}

function groupTable(chalk: Context['chalk'], by: string, groups: readonly Group[]): string {
  const columns = varyingColumns(groups.map(({ best }) => best)).filter((column) => column !== by);
  const right = (title: string) => ({ title, align: 'right' as const });
  return table(
    chalk,
    [
      { title: by },
      right('trial'),
      right(groups[0]!.best.metric),
      right('test_accuracy'),
      right(TITLES.durationMs),
      right(TITLES.parameterCount),
      ...columns.map((title) => ({ title })),
    ],
    groups.map(({ value, best, trial }) => [
      value,
      String(trial.number),
      spread(best.mean, best.std),
      metric(best.test_accuracy),
      duration(best.durationMs),
      count(best.parameterCount),
      ...columns.map((column) => shortValue(columnValue(best, column))),
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
  const ratio = (key: 'durationMs' | 'parameterCount') =>
    ((bestOf(pair.first)[key] ?? Number.NaN) / (bestOf(pair.second)[key] ?? Number.NaN)).toFixed(2);
  return [
    `${chalk.bold(`${first} against ${second}`)} on the same ${count(pair.images)} test images`,
    `  ${chalk.bold(words.verdict)}`,
    `  ${words.difference}`,
    `  ${words.test}`,
    `  ${first} takes ${ratio('durationMs')} times the ${TITLES.durationMs} of ${second} and ${ratio('parameterCount')} times the ${TITLES.parameterCount}.`,
  ].join('\n');
}
