import { byImportance } from '../../charts/controls.ts';
import { groupRows, type RowGroup } from '../../charts/rowGroups.ts';
import { codeSpans } from '../../codeSpans.ts';
import {
  type Comparison,
  type Costs,
  compareValueGroups,
  comparisonWords,
  costLines,
  costWords,
  freshSeedsWords,
} from '../../comparison/index.ts';
import { count, duration, listed, metric, spread } from '../../format.ts';
import { isNetworkSweep, isTried } from '../../store/index.ts';
import { TITLES } from '../../titles.ts';
import { trainableOf } from '../../trainable/index.ts';
import type { Block, Section, Span, Table } from '../document.ts';
import { paragraph, plainText, quiet } from '../document.ts';
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
  // Those that were stopped early, failed or diverged were tried, too.
  const others = data.all.filter((row) => row.rank === null && isTried(row));
  const groups = groupRows([...data.ranked, ...others], by).flatMap((group) => {
    const { best, text } = group;
    return best ? [{ ...group, value: text, best }] : [];
  });
  const name = by.join(',');
  const { db, where, exportedBytes } = data;
  // A filter leaves out configurations, and with them a part of the budget.
  const comparing = { exportedBytes, isWhole: where === undefined };
  const { groups: compared, comparisons, checks } = compareValueGroups(db, name, groups, comparing);
  const fresh = freshSeedsWords(compared.map(({ trained }) => trained));
  return {
    id: 'comparison',
    title: `By ${listed(by)}`,
    blocks: [
      groupTable(data, listed(by), groups),
      ...costBlocks(data, listed(by), compared),
      ...comparisons.map((each) => verdictBlock(each, comparisons.length)),
      ...checks.map(({ ok, text }) => paragraph(ok ? text : `Caution: ${text}`)),
      ...(fresh ? [quiet(fresh)] : []),
      ...(comparisons.some(({ first, second }) => Math.max(first.row.replicates, second.row.replicates) > 1)
        ? [quiet('A row averages the seeds of the best configuration of its group, chosen by validation.')]
        : []),
    ],
  };
}

/** All scientific parameters of a sweep with roles; of others, the first candidate that makes a few groups. */
function groupedBy({ chart, ranked, sweep }: ReportData): readonly string[] | undefined {
  const { scientific } = sweep;
  if (scientific.length > 0 && groupRows(ranked, scientific).length >= 2) return scientific;
  const { outermost } = trainableOf(sweep.trainable);
  const candidates = [...outermost.filter((name) => chart.varying.includes(name)), ...byImportance(chart)];
  const found = candidates.find((name) => {
    const groups = groupRows(ranked, name).length;
    return groups >= 2 && groups <= MOST_GROUPS;
  });
  return found === undefined ? undefined : [found];
}

function groupTable({ sweep }: ReportData, by: string, groups: readonly Omit<RowGroup, 'value'>[]): Table {
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

/** What the best of each group takes, as far as it is known. */
function costBlocks(
  { sweep }: ReportData,
  by: string,
  groups: readonly { readonly value: string; readonly costs: Costs }[],
): Block[] {
  const costs = groups.map((group) => group.costs);
  const lines = costLines(costs, sweep.trainable);
  if (lines.length === 0) return [];
  const how = costWords(costs);
  return [
    {
      kind: 'table',
      caption: ['What the best of each group takes.', ...(how ? [how] : [])].join(' '),
      columns: [{ title: by, numeric: false }, ...lines.map(({ title }) => ({ title, numeric: true }))],
      rows: groups.map(({ value }, index) => [value, ...lines.map(({ cells }) => cells[index]!)]),
    },
  ];
}

function verdictBlock(comparison: Comparison, comparisons: number): Block {
  const { verdict, reasons } = comparisonWords(comparison, comparisons);
  const text: Span[] = [{ strong: plainText(codeSpans(verdict)) }, ...reasons.map((reason) => ` ${reason}`)];
  return { kind: 'paragraph', text };
}
