import { type Distribution, middleHalf } from '../../analysis/index.ts';
import {
  type Check,
  type ComparedGroup,
  comparisonJson,
  costLines,
  costWords,
  effortWords,
  freshSeedsWords,
  type GroupComparison,
  readComparison,
} from '../../comparison/index.ts';
import { SweepError } from '../../errors.ts';
import { safetensorsBytes } from '../../export/safetensors.ts';
import { count, duration, spread } from '../../format.ts';
import { metricInfo } from '../../metric/catalogue.ts';
import type { Database } from '../../store/index.ts';
import { TITLES } from '../../titles.ts';
import { selectionWarnings } from '../../trainable/network/selection.ts';
import { describingFacts } from '../../trainable/trainable.ts';
import { shortValue, varyingParameters } from '../../trial/varying.ts';
import type { Context } from '../context.ts';
import { reading } from '../database.ts';
import { comparisonLines } from '../format/comparisonLines.ts';
import { datasetName } from '../format/dataset.ts';
import { titleOf } from '../format/leaderboard.ts';
import { type Terminal, table } from '../format/table.ts';
import { latenciesNow, latenciesNowWords, type TimedNetwork, timedNetworks } from '../latencyNow.ts';
import { resultsOf } from '../results/index.ts';

export interface CompareArguments {
  readonly sweep?: readonly string[] | undefined;
  /** If absent, the scientific parameters or, without roles, the model; without a model, the one that varies. */
  readonly by?: string | undefined;
  /** Measures latencies now, on this machine. */
  readonly latency?: boolean | undefined;
}

/** A comparison, and how latencies were measured, if not by the trainings. */
interface Read extends GroupComparison {
  readonly latencies?: string | undefined;
}

/** Compares the best configuration of each group with that of the best group. */
export async function compare(
  { sweep: names = [], by, latency }: CompareArguments,
  context: Context,
): Promise<number> {
  const { read: found, networks } = reading(context, (db) => {
    const read = readComparison(db, { names, by }, safetensorsBytes);
    return { read, networks: latency ? networksOf(db, read) : undefined };
  });
  const read: Read = networks ? await withLatencies(found, networks) : found;
  if (context.json) context.printJson(json(read));
  else describe(context, read);
  return 0;
}

/** @throws SweepError `usage` for programs and modules, which nothing here can run on an image. */
function networksOf(db: Database, { groups }: GroupComparison): readonly TimedNetwork[] {
  const networks = timedNetworks(
    db,
    groups.map(({ trained }) => trained),
  );
  if (networks) return networks;
  const hint = 'Report a latency as a metric of your own: it stands in the comparison.';
  throw new SweepError('usage', '--latency measures networks alone, and this sweep trains none.', hint);
}

async function withLatencies(read: GroupComparison, networks: readonly TimedNetwork[]): Promise<Read> {
  const measured = await latenciesNow(networks);
  const groups = read.groups.map((group, index) => ({
    ...group,
    costs: { ...group.costs, ...measured[index]! },
  }));
  return { ...read, groups, latencies: latenciesNowWords(networks) };
}

function json({ by, sweeps, groups, comparisons, checks, pairs, latencies }: Read) {
  return {
    by,
    warnings: selectionWarnings(...sweeps),
    groups: groups.map(({ value, best, trial, tested, effort, costs, distribution }) => ({
      value,
      trial: trial.number,
      best: resultsOf(sweeps[0]!.trainable).row(best),
      ...(tested ? { tested } : {}),
      effort,
      costs,
      distribution: distribution ?? null,
    })),
    pairs,
    comparisons: comparisonJson(comparisons),
    ...(checks.length > 0 ? { checks } : {}),
    ...(latencies ? { latencies } : {}),
  };
}

function describe(context: Context, { by, sweeps, groups, comparisons, checks, latencies }: Read): void {
  const { chalk, print } = context;
  const { dataset, trainable } = sweeps[0]!;
  const on = dataset ? `, on ${datasetName(chalk, dataset)}` : '';
  print(`${chalk.bold(sweeps.map(({ name }) => name).join(' and '))} by ${by}${on}`);
  for (const warning of selectionWarnings(...sweeps)) print(chalk.yellow(warning));
  print(`\n${groupTable(context, by, groups, trainable)}`);
  if (groups.every(({ tested }) => tested)) print(`\n${testedTable(context, by, groups)}`);
  const costs = costTable(context, by, { groups, latencies }, trainable);
  if (costs) print(`\n${costs}`);
  for (const line of comparisonLines(chalk, comparisons)) print(line);
  if (checks.length > 0) print(`\n${checksText(chalk, checks)}`);
  const efforts = groups.map(({ trained: { name }, effort }) => ({ name, effort }));
  const { metric: name, goal } = groups[0]!.best;
  const hidden = groups.reduce((sum, group) => sum + group.hidden, 0);
  if (by !== 'trial') print(`\n${chalk.dim(effortWords(efforts, { name, goal }, hidden))}`);
  const fresh = freshSeedsWords(groups.map(({ trained }) => trained));
  if (fresh) print(chalk.dim(fresh));
  if (groups.some(({ best }) => best.replicates > 1))
    print(
      chalk.dim('A row averages the trainings of the best configuration of its group, chosen by validation.'),
    );
}

function checksText(chalk: Context['chalk'], checks: readonly Check[]): string {
  return checks.map(({ ok, text }) => `${ok ? chalk.green('✓') : chalk.yellow('!')} ${text}`).join('\n');
}

function groupTable(
  terminal: Terminal,
  by: string,
  groups: readonly ComparedGroup[],
  trainable: string,
): string {
  const rows = groups.map(({ best }) => best);
  const grouping = by.split(',').map((name) => name.trim());
  const varying = varyingParameters(rows.map(({ parameters }) => parameters)).filter(
    (name) => !grouping.includes(name),
  );
  const { metric } = rows[0]!;
  const { format } = metricInfo(metric);
  const { boardMetrics, boardFacts } = resultsOf(trainable);
  const metrics = boardMetrics(metric, rows);
  const right = (title: string) => ({ title, align: 'right' as const });
  return table(
    terminal,
    [
      { title: by },
      right('trial'),
      right(metric),
      ...(by === 'trial' ? [] : ['values', 'median', 'middle half'].map(right)),
      ...metrics.map(right),
      right(TITLES.durationMs),
      ...boardFacts.map((name) => right(titleOf(name))),
      ...varying.map((title) => ({ title })),
    ],
    groups.map(({ value, best, trial, distribution: of }) => [
      value,
      String(trial.number),
      spread(best.mean, best.std),
      ...(by === 'trial' ? [] : distributionCells(of, format)),
      ...metrics.map((name) => metricInfo(name).format(best.metrics[name])),
      duration(best.durationMs),
      ...boardFacts.map((name) => count(best.facts[name] ?? Number.NaN)),
      ...varying.map((name) => shortValue(best.parameters[name])),
    ]),
  );
}

/** How many configurations have a value, their median, and where the middle half of enough of them lies. */
function distributionCells(of: Distribution | undefined, format: (value: number) => string): string[] {
  if (!of) return ['0', '–', '–'];
  const half = middleHalf(of);
  return [count(of.count), format(of.median), half ? `${format(half.low)}–${format(half.high)}` : '–'];
}

/** What the best configurations do on the test images, each as the mean over its seeds. */
function testedTable(terminal: Terminal, by: string, groups: readonly ComparedGroup[]): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  const titles = ['seeds', 'test_accuracy', '95 % interval', 'macro-F1', 'calibration error'];
  const share = (value: number) => value.toFixed(4);
  return table(
    terminal,
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

/** What the best configurations take, as far as it is known, and how that was measured. */
function costTable(
  terminal: Terminal,
  by: string,
  { groups, latencies }: Pick<Read, 'groups' | 'latencies'>,
  trainable: string,
): string | undefined {
  const costs = groups.map((group) => group.costs);
  const { boardFacts } = resultsOf(trainable);
  const facts = describingFacts(groups.map(({ best }) => best.facts)).filter(
    (name) => !boardFacts.includes(name),
  );
  const lines = [
    ...costLines(costs, trainable),
    ...facts.map((name) => ({
      title: titleOf(name),
      cells: groups.map(({ best }) => count(best.facts[name] ?? Number.NaN)),
    })),
  ];
  if (lines.length === 0) return undefined;
  const columns = [{ title: by }, ...lines.map(({ title }) => ({ title, align: 'right' as const }))];
  const rows = groups.map(({ value }, index) => [value, ...lines.map(({ cells }) => cells[index]!)]);
  const how = costWords(costs, latencies);
  return [table(terminal, columns, rows), ...(how ? [terminal.chalk.dim(how)] : [])].join('\n');
}
