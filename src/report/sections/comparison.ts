import { byImportance } from '../../charts/controls.ts';
import { groupRows, type RowGroup } from '../../charts/rowGroups.ts';
import {
  type Comparison,
  comparesRoles,
  compareWithFirst,
  comparisonChecks,
  comparisonWords,
  nameOf,
  onFreshSeeds,
  readTrained,
  type Trained,
} from '../../comparison/index.ts';
import { count, duration, metric, spread } from '../../format.ts';
import { isNetworkSweep } from '../../store/index.ts';
import { TITLES } from '../../titles.ts';
import { trainableOf } from '../../trainable/index.ts';
import type { Block, Section, Span, Table } from '../document.ts';
import { paragraph, quiet } from '../document.ts';
import type { ReportData } from '../readReport.ts';

/** Nobody reads more groups one by one. */
const MOST_GROUPS = 8;

/**
 * The best of each group against the best of all: grouped by model or, if that does not vary, by the
 * parameter that mattered most.
 */
export function comparisonSection(data: ReportData): Section | undefined {
  const by = groupedBy(data);
  if (by === undefined) return undefined;
  const groups = groupRows(data.ranked, by);
  const read = groups.map(({ best, text }) => readTrained(data.db, nameOf(by, text), best!));
  // With several scientific parameters, a group by one of them is no comparison of these.
  const isByRoles = comparesRoles(data.sweep, by);
  const trained = isByRoles ? onFreshSeeds(data.sweep, read) : read;
  const comparisons = compareWithFirst(trained);
  const checks = isByRoles ? comparisonChecks(data.sweep, searchedOf(groups, trained), comparisons) : [];
  return {
    id: 'comparison',
    title: `By ${by}`,
    blocks: [
      groupTable(data, by, groups),
      ...comparisons.map((each) => verdictBlock(each, comparisons.length)),
      ...checks.map(({ ok, text }) => paragraph(ok ? text : `Caution: ${text}`)),
      ...(comparisons.some(({ first, second }) => Math.max(first.row.replicates, second.row.replicates) > 1)
        ? [quiet('A row averages the seeds of the best configuration of its group, chosen by validation.')]
        : []),
    ],
  };
}

function searchedOf(groups: readonly RowGroup[], trained: readonly Trained[]) {
  return groups.map(({ best, rows }, index) => ({ best: best!, rows, trained: trained[index]! }));
}

function groupedBy({ chart, ranked, sweep }: ReportData): string | undefined {
  const names = byImportance(chart);
  const { outermost } = trainableOf(sweep.trainable);
  const candidates = [
    ...sweep.scientific,
    ...outermost.filter((name) => chart.varying.includes(name)),
    ...names,
  ];
  return candidates.find((name) => {
    const groups = groupRows(ranked, name).length;
    return groups >= 2 && groups <= MOST_GROUPS;
  });
}

function groupTable({ sweep }: ReportData, by: string, groups: readonly RowGroup[]): Table {
  const networks = isNetworkSweep(sweep);
  const numeric = (title: string) => ({ title, numeric: true });
  return {
    kind: 'table',
    caption: `Groups by ${by}, the one with the best configuration first.`,
    columns: [
      { title: by, numeric: false },
      numeric('configurations'),
      numeric(`best ${sweep.metric}`),
      numeric('median'),
      ...(networks ? [numeric('its test_accuracy')] : []),
      numeric(TITLES.durationMs),
      ...(networks ? [numeric(TITLES.parameterCount)] : []),
    ],
    rows: groups.map(({ text, rows, best, distribution }) => [
      text,
      count(rows.length),
      spread(best!.mean, best!.std),
      metric(distribution?.median),
      ...(networks ? [metric(best!.metrics.test_accuracy)] : []),
      duration(best!.durationMs),
      ...(networks ? [count(best!.facts.parameterCount!)] : []),
    ]),
  };
}

function verdictBlock(comparison: Comparison, comparisons: number): Block {
  const { verdict, reasons } = comparisonWords(comparison, comparisons);
  const text: Span[] = [{ strong: verdict }, ...reasons.map((reason) => ` ${reason}`)];
  return { kind: 'paragraph', text };
}
