import {
  type ComparedPair,
  type Comparison,
  comparePairs,
  compareWithFirst,
  comparisonWords,
  effortWords,
  nameOf,
  readTrained,
  type TestedSummary,
  type Trained,
  type TuningEffort,
  testedSummary,
  tuningEfforts,
} from '../../comparison/index.ts';
import { count, duration, spread } from '../../format.ts';
import { metricInfo } from '../../metric/catalogue.ts';
import {
  byRank,
  compareGroups,
  type Database,
  findSweep,
  type Group,
  isNetworkSweep,
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

/** The groups in the order of their values, and all that is known of them; the best one is compared with the others. */
interface Read {
  readonly sweeps: readonly SweepInfo[];
  readonly groups: readonly ComparedGroup[];
  readonly comparisons: readonly Comparison[];
  readonly pairs: readonly ComparedPair[];
}

interface ComparedGroup extends Group {
  readonly trained: Trained;
  readonly tested: TestedSummary | undefined;
  readonly effort: TuningEffort;
}

/** Compares the best configuration of each group with that of the best group. */
export function compare({ sweep: names = [], by }: CompareArguments, context: Context): number {
  const read = reading(context, (db) => readGroups(db, names, by));
  if (context.json) context.printJson(json(by, read));
  else describe(context, by, read);
  return 0;
}

function readGroups(db: Database, names: readonly string[], by: string): Read {
  const sweeps = (names.length === 0 ? [undefined] : names).map((name) => findSweep(db, name));
  const ids = sweeps.map(({ id }) => id);
  const found = compareGroups(db, ids, by);
  const efforts = tuningEfforts(found.map(({ rows }) => rows));
  const groups = found.map((group, index) => {
    const trained = readTrained(db, nameOf(by, group.value), group.best);
    return { ...group, trained, tested: testedSummary(trained), effort: efforts[index]! };
  });
  return {
    sweeps,
    groups,
    comparisons: compareWithFirst(
      groups.toSorted((a, b) => byRank(a.best, b.best)).map(({ trained }) => trained),
    ),
    // Only networks are tested on the same images.
    pairs: sweeps.every(isNetworkSweep) ? comparePairs(db, found) : [],
  };
}

function json(by: string, { sweeps, groups, comparisons, pairs }: Read) {
  return {
    by,
    warnings: selectionWarnings(...sweeps),
    groups: groups.map(({ value, best, trial, tested, effort }) => ({
      value,
      trial: trial.number,
      best: resultsOf(sweeps[0]!.trainable).row(best),
      ...(tested ? { tested } : {}),
      effort,
    })),
    pairs: pairs.map(({ pair }) => pair),
    comparisons: comparisons.map(({ first, second, ...comparison }) => ({
      first: first.name,
      second: second.name,
      ...comparison,
      words: comparisonWords({ first, second, ...comparison }, comparisons.length),
    })),
  };
}

function describe({ chalk, print }: Context, by: string, { sweeps, groups, comparisons }: Read): void {
  const { dataset, trainable } = sweeps[0]!;
  const on = dataset ? `, on ${datasetName(chalk, dataset)}` : '';
  print(`${chalk.bold(sweeps.map(({ name }) => name).join(' and '))} by ${by}${on}`);
  for (const warning of selectionWarnings(...sweeps)) print(chalk.yellow(warning));
  print(`\n${groupTable(chalk, by, groups, trainable)}`);
  if (groups.every(({ tested }) => tested)) print(`\n${testedTable(chalk, by, groups)}`);
  for (const comparison of comparisons) {
    const { verdict, reasons } = comparisonWords(comparison, comparisons.length);
    print(['', chalk.bold(verdict), ...reasons.map((reason) => `  ${reason}`)].join('\n'));
  }
  const efforts = groups.map(({ trained: { name }, effort }) => ({ name, effort }));
  const { metric: name, goal } = groups[0]!.best;
  print(`\n${chalk.dim(effortWords(efforts, { name, goal }))}`);
  if (groups.some(({ best }) => best.replicates > 1))
    print(
      chalk.dim('A row averages the trainings of the best configuration of its group, chosen by validation.'),
    );
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

/** What the best configurations do on the test images, each as the mean over its seeds. */
function testedTable(chalk: Context['chalk'], by: string, groups: readonly ComparedGroup[]): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  const titles = [
    'seeds',
    'test_accuracy',
    '95 % interval',
    'macro-F1',
    'calibration error',
    TITLES.latencyMs,
  ];
  const share = (value: number) => value.toFixed(4);
  return table(
    chalk,
    [{ title: by }, ...titles.map(right)],
    groups.map(({ value, trained, tested }) => {
      const { accuracy, std, interval, macroF1, calibrationError } = tested!;
      return [
        value,
        count(trained.trainings.length),
        spread(accuracy, std),
        `${share(interval.low)}–${share(interval.high)}`,
        share(macroF1),
        calibrationError === null ? '–' : share(calibrationError),
      ];
    }),
  );
}
