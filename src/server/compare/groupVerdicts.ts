import {
  type Check,
  type ComparisonWords,
  compareValueGroups,
  comparisonWords,
  costLines,
  costWords,
  effortWords,
  freshSeedsWords,
  type TestedSummary,
  type Trained,
  testedSummary,
  tuningEfforts,
} from '../../comparison/index.ts';
import { count, duration, metric, spread } from '../../format.ts';
import { metricInfo } from '../../metric/catalogue.ts';
import { forReading, isCost } from '../../metric/forReading.ts';
import { ownValue } from '../../ownValue.ts';
import type { SweepInfo } from '../../store/index.ts';
import { TITLES, titleOf } from '../../titles.ts';
import { describingFacts } from '../../trainable/trainable.ts';
import type { Dashboard } from '../app.ts';
import { factText } from '../leaderboard/columns.ts';
import type { BestPairMemory } from './bestPairMemory.ts';
import type { ChosenGroup } from './chosenGroups.ts';

/** The verdicts on groups, and what is known of the best configuration of each, over all its seeds. */
export interface GroupVerdicts {
  /** The best group against each of the others. */
  readonly verdicts: readonly ComparisonWords[];
  /** Of a comparison of scientific values. */
  readonly checks: readonly Check[];
  /** Says which seeds count, where not all do. */
  readonly fresh: string | undefined;
  /** A line for each measurement, with a cell for each group. */
  readonly known: readonly TextLine[];
  /** How the costs among them were measured. */
  readonly measured: string | undefined;
  /** The recall of each class, and how far the groups are apart in it; the largest difference first. */
  readonly classes: readonly (TextLine & { readonly apart: string })[];
  /** How much each group was searched. */
  readonly effort: string;
}

interface TextLine {
  readonly name: string;
  readonly cells: readonly string[];
}

/** Nobody reads the recall of more classes. */
const MOST_CLASSES = 30;
const MOST_METRICS = 12;

/** Groups as comparisons take them. */
export function valueGroups(groups: readonly ChosenGroup[]) {
  return groups.map(({ text, best, rows }) => ({ value: text, best: best!, rows }));
}

export function groupVerdicts(
  { reader: { db }, exportedBytes }: Pick<Dashboard, 'reader' | 'exportedBytes'>,
  sweep: SweepInfo,
  chosen: readonly ChosenGroup[],
  { by, where }: { readonly by: string; readonly where: string | undefined },
  memory: BestPairMemory,
): GroupVerdicts {
  const { groups, comparisons, checks } = compareValueGroups(db, by, valueGroups(chosen), {
    exportedBytes,
    bestPairOf: memory.of,
    // A filter leaves out configurations, and with them a part of the budget.
    isWhole: where === undefined,
  });
  const trained = groups.map((group) => group.trained);
  const costs = groups.map((group) => group.costs);
  const takes = costLines(costs, sweep.trainable).map(({ title, cells }) => ({ name: title, cells }));
  const efforts = tuningEfforts(groups.map(({ rows }) => rows));
  const { metric: name, goal } = trained[0]!.row;
  const tested = trained.map(testedSummary);
  const whole = tested.every((each) => each !== undefined);
  return {
    verdicts: comparisons.map((each) => comparisonWords(each, comparisons.length)),
    checks,
    fresh: freshSeedsWords(trained),
    known: [
      line('seeds', trained, ({ trainings }) => count(trainings.length)),
      line(name, trained, ({ row }) => spread(row.mean, row.std)),
      ...(whole ? testedLines(tested) : []),
      ...metricLines(trained, whole, takes),
      line(TITLES.durationMs, trained, ({ row }) => duration(row.durationMs)),
      ...takes,
      ...factLines(trained),
    ],
    measured: costWords(costs),
    classes: whole ? classLines(tested) : [],
    effort: effortWords(
      trained.map(({ name }, index) => ({ name, effort: efforts[index]! })),
      { name, goal },
      chosen.reduce((sum, group) => sum + group.hidden, 0),
    ),
  };
}

function line<T>(name: string, of: readonly T[], cell: (each: T) => string): TextLine {
  return { name, cells: of.map(cell) };
}

function testedLines(tested: readonly TestedSummary[]): TextLine[] {
  return [
    line('test_accuracy', tested, ({ accuracy, std }) => spread(accuracy, std)),
    line('its 95 % interval', tested, ({ interval: { low, high } }) => `${metric(low)} – ${metric(high)}`),
    line('macro-F1', tested, ({ macroF1 }) => metric(macroF1)),
    line('calibration error', tested, ({ calibrationError }) => metric(calibrationError)),
  ];
}

/** Further metrics: all that a program reports, and what a prediction of a network takes. */
function metricLines(trained: readonly Trained[], tested: boolean, others: readonly TextLine[]): TextLine[] {
  const ranking = trained[0]!.row.metric;
  const names = [...new Set(trained.flatMap(({ row }) => Object.keys(row.metrics)))];
  const isShown = (name: string) => others.some((line) => line.name === metricInfo(name).title);
  const further = names.filter((name) => name !== ranking && !isShown(name) && (!tested || isCost(name)));
  return forReading(further)
    .filter((name) => trained.some(({ row }) => typeof ownValue(row.metrics, name) === 'number'))
    .slice(0, MOST_METRICS)
    .map((name) => {
      const { title, format } = metricInfo(name);
      return line(title, trained, ({ row }) => format(ownValue(row.metrics, name)));
    });
}

function factLines(trained: readonly Trained[]): TextLine[] {
  return describingFacts(trained.map(({ row }) => row.facts)).map((name) =>
    line(titleOf(name), trained, ({ row }) => factText(ownValue(row.facts, name))),
  );
}

function classLines(tested: readonly TestedSummary[]): GroupVerdicts['classes'] {
  return tested[0]!.byClass
    .map(({ name }, label) => {
      const recalls = tested.map(({ byClass }) => byClass[label]!.recall);
      const known = recalls.flatMap((recall) => recall ?? []);
      return { name, recalls, apart: known.length < 2 ? 0 : Math.max(...known) - Math.min(...known) };
    })
    .sort((a, b) => b.apart - a.apart)
    .slice(0, MOST_CLASSES)
    .map(({ name, recalls, apart }) => ({
      name,
      cells: recalls.map((recall) => (recall === null ? '–' : percent(recall))),
      apart: (100 * apart).toFixed(1),
    }));
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
