import { verdictWords } from '../../analysis/index.ts';
import { byImportance } from '../../charts/controls.ts';
import { groupRows, type RowGroup } from '../../charts/rowGroups.ts';
import { SweepError } from '../../errors.ts';
import { count, duration, metric, spread } from '../../format.ts';
import { isNetworkSweep } from '../../store/index.ts';
import { TITLES } from '../../titles.ts';
import { trainableOf } from '../../trainable/index.ts';
import { formatValue } from '../../trial/varying.ts';
import { type Compared, type ComparedPair, comparePairs, nameOf } from '../comparison.ts';
import type { Block, Section, Span, Table } from '../document.ts';
import { quiet } from '../document.ts';
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
  const pairs = pairsOf(data, groups);
  return {
    id: 'comparison',
    title: `By ${by}`,
    blocks: [
      groupTable(data, by, groups),
      ...pairs.flatMap((pair) => pairBlocks(by, pair)),
      ...(pairs.length > 1
        ? [quiet('Each pair is judged by itself; of many pairs some differ by chance alone.')]
        : []),
      ...(pairs.length > 0 && data.sweep.replicates > 1
        ? [
            quiet(
              'A row averages the seeds of the best configuration of its group; the test is between their best trials.',
            ),
          ]
        : []),
    ],
  };
}

function groupedBy({ chart, ranked, sweep }: ReportData): string | undefined {
  const names = byImportance(chart);
  const { outermost } = trainableOf(sweep.trainable);
  const candidates = [...outermost.filter((name) => chart.varying.includes(name)), ...names];
  return candidates.find((name) => {
    const groups = groupRows(ranked, name).length;
    return groups >= 2 && groups <= MOST_GROUPS;
  });
}

/** Empty if the database lacks predictions. */
function pairsOf({ db, best }: ReportData, groups: readonly RowGroup[]): ComparedPair[] {
  const compared = groups.map(
    ({ best: row, value }): Compared => ({ value: formatValue(value), best: row!, trial: best(row!) }),
  );
  try {
    return comparePairs(db, compared);
  } catch (error) {
    if (error instanceof SweepError && error.code === 'nothing_to_compare') return [];
    throw error;
  }
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

function pairBlocks(by: string, { pair, counts }: ComparedPair): Block[] {
  const [first, second] = [nameOf(by, pair.first), nameOf(by, pair.second)];
  const { verdict, difference, test } = verdictWords(counts, first, second);
  const text: Span[] = [{ strong: verdict }, ` ${difference} ${test}`];
  return [{ kind: 'paragraph', text }];
}
