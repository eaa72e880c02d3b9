import { groupRows, type RowGroup } from '../../charts/rowGroups.ts';
import { count, metric } from '../../format.ts';
import type { Boards, LeaderboardRow, SweepInfo } from '../../store/index.ts';
import { compareHref, trialHref } from '../addresses/addresses.ts';
import type { Choice, Link } from '../addresses/links.ts';
import { writeNames } from '../addresses/nameList.ts';
import { AGGREGATES, type LeaderboardQuery, writeQuery } from '../addresses/query.ts';
import { MOST_COMPARED } from '../compare/query.ts';
import { narrowing } from './narrowing.ts';
import { type Paging, pageOf } from './paging.ts';

/** A leaderboard's rows as groups that share a value. */
export interface GroupTable {
  readonly by: string;
  /** The plural of what its rows are, such as `trials`. */
  readonly rowsName: string;
  readonly metric: string;
  readonly aggregate: LeaderboardQuery['aggregate'];
  /** The range that the band of a group spans. */
  readonly bandName: string;
  readonly aggregates: readonly Choice[];
  /** The address of the ungrouped rows. */
  readonly ungrouped: string;
  /**
   * The address that compares the best of the groups; undefined for fewer than two or more than eight groups.
   */
  readonly compare: string | undefined;
  /** Best first; groups without a value come last. */
  readonly groups: readonly GroupLine[];
  /** The pages of groups. */
  readonly paging: Paging;
}

export interface GroupLine {
  readonly text: string;
  /** The leaderboard of the group's rows; undefined if no filter can select them. */
  readonly href: string | undefined;
  readonly rows: string;
  /** The aggregate of the ranked metric. */
  readonly value: string;
  readonly band: string;
  /**
   * The band and the aggregate in a box of 100 × 24 that all groups share; undefined if no trial has
   * completed.
   */
  readonly box: { readonly from: string; readonly width: string; readonly at: string } | undefined;
  /** The group's best trial; if rows are configurations, the best trial of its best configuration. */
  readonly best: Link | undefined;
  /** Such as `2 (10 %)`; a dash if none failed. */
  readonly failed: string;
}

interface Summary {
  readonly group: RowGroup;
  readonly value: number | undefined;
  readonly low: number;
  readonly high: number;
}

/** The groups of the rows of a sweep, on the page that the query asks for. */
export function groupTable(
  boards: Boards,
  sweep: SweepInfo,
  rows: readonly LeaderboardRow[],
  query: LeaderboardQuery & { readonly group: string },
  /** The name that filters use for the parameter that makes the groups. */
  key: string,
): GroupTable {
  const { group: by, aggregate } = query;
  const narrowed = narrowing(query);
  const sign = sweep.goal === 'maximize' ? -1 : 1;
  const worst = Number.POSITIVE_INFINITY;
  const summaries = groupRows(rows, by)
    .map((group) => summarize(group, aggregate))
    .sort((a, b) => order(sign * (a.value ?? sign * worst), sign * (b.value ?? sign * worst)));
  const known = summaries.filter(({ value }) => value !== undefined);
  const scale = {
    low: known.reduce((least, { low }) => Math.min(least, low), Number.POSITIVE_INFINITY),
    high: known.reduce((most, { high }) => Math.max(most, high), Number.NEGATIVE_INFINITY),
  };
  const { shown, paging } = pageOf(summaries, query, 'group');
  const bestRows = shown.flatMap(({ group }) => group.best ?? []);
  const replicates = boards.bestReplicates(query.by === 'configuration' ? bestRows : [], query.epoch);
  const bestTrials = new Map(bestRows.map((row, index) => [row, replicates[index] ?? row.trials[0]!]));
  const values = known.slice(0, MOST_COMPARED + 1).map(({ group }) => group.text.replaceAll(' ', ''));
  return {
    by,
    rowsName: `${query.by}s`,
    metric: sweep.metric,
    aggregate,
    bandName: aggregate === 'median' ? 'quartiles' : 'lowest to highest',
    aggregates: AGGREGATES.map((name) => ({
      name,
      href: writeQuery(query, { aggregate: name, page: 1 }),
      current: name === aggregate,
    })),
    ungrouped: writeQuery(query, { group: undefined, page: 1 }),
    compare:
      values.length < 2 || values.length > MOST_COMPARED ? undefined : comparisonOf(sweep, query, values),
    groups: shown.map((summary) =>
      line(summary, (value) => narrowed(key, value), scale, linkOf(sweep, bestTrials)),
    ),
    paging,
  };
}

function summarize(group: RowGroup, aggregate: LeaderboardQuery['aggregate']): Summary {
  const { best, distribution: d } = group;
  if (!d) return { group, value: undefined, low: 0, high: 0 };
  if (aggregate === 'median') return { group, value: d.median, low: d.lowerQuartile, high: d.upperQuartile };
  return { group, value: aggregate === 'mean' ? d.mean : best!.mean!, low: d.min, high: d.max };
}

function line(
  { group, value, low, high }: Summary,
  narrowed: (value: RowGroup['value']) => string | undefined,
  scale: { readonly low: number; readonly high: number },
  bestTrial: (row: LeaderboardRow) => Link | undefined,
): GroupLine {
  const failed = group.rows.filter(
    ({ reason, state }) => state === 'failed' || (reason !== null && state !== 'pruned'),
  ).length;
  const percent = Math.round((100 * failed) / group.rows.length);
  const x = (metricValue: number) => 2 + (96 * (metricValue - scale.low)) / (scale.high - scale.low || 1);
  return {
    text: group.text,
    href: narrowed(group.value),
    rows: count(group.rows.length),
    value: metric(value),
    band: value === undefined ? '–' : `${metric(low)} – ${metric(high)}`,
    box:
      value === undefined
        ? undefined
        : {
            from: x(low).toFixed(1),
            width: Math.max(0.5, x(high) - x(low)).toFixed(1),
            at: x(value).toFixed(1),
          },
    best: group.best && bestTrial(group.best),
    failed: failed === 0 ? '–' : `${count(failed)} (${percent === 0 ? 'below 1' : percent} %)`,
  };
}

function linkOf(
  { id }: SweepInfo,
  trials: ReadonlyMap<LeaderboardRow, number>,
): (row: LeaderboardRow) => Link | undefined {
  return (row) => {
    const trial = trials.get(row);
    return trial === undefined ? undefined : { name: String(trial), href: trialHref(id, trial) };
  };
}

/**
 * Undefined if the page shows something that a comparison of groups cannot: best epochs, trials or hidden
 * rows.
 */
function comparisonOf(
  sweep: SweepInfo,
  { group, where, epoch, by, hidden }: LeaderboardQuery,
  values: readonly string[],
): string | undefined {
  if (epoch === 'best' || by === 'trial' || hidden) return undefined;
  const parameters = new URLSearchParams({
    by: group!,
    values: writeNames(values),
    ...(where ? { where } : {}),
  });
  return compareHref(sweep.id, `?${parameters}`);
}

/** Orders numbers that may be infinite, for which a difference would be NaN. */
function order(a: number, b: number): number {
  return a < b ? -1 : Number(a > b);
}
