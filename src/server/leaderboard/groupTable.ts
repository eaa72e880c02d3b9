import { groupRows, type RowGroup } from '../../charts/rowGroups.ts';
import { count, metric } from '../../format.ts';
import { groupBy } from '../../groupBy.ts';
import { type LeaderboardRow, narrow, rankedTogether, writeCondition } from '../../store/index.ts';
import { trialHref } from '../addresses/addresses.ts';
import type { Choice, Link } from '../addresses/links.ts';
import { AGGREGATES, type LeaderboardQuery, writeQuery } from '../addresses/query.ts';
import { MOST_COMPARED } from '../compare/query.ts';
import { narrowing } from './narrowing.ts';
import { type Paging, pageOf } from './paging.ts';
import type { Scope } from './scope.ts';

/** A table's rows as groups that share a value. */
export interface GroupTable {
  readonly by: string;
  /** The plural of what its rows are, such as `trials`. */
  readonly rowsName: string;
  /** `value` where groups have different metrics. */
  readonly metric: string;
  /** Whether groups have different datasets or metrics. */
  readonly hasKinds: boolean;
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
  /** Its dataset and metric. */
  readonly kind: string;
  /** The leaderboard of the group's rows; undefined if no filter can select them. */
  readonly href: string | undefined;
  /** Such as `4`, or `1 of 4` where its aggregate is that of one row. */
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
  /** Such as `2 (10 %), 1 without a finite value`; a dash if all is well. */
  readonly failed: string;
}

interface Summary {
  readonly group: RowGroup;
  readonly value: number | undefined;
  readonly low: number;
  readonly high: number;
  /** The lowest and the highest value of all groups of its kind. */
  readonly scale: { readonly low: number; readonly high: number };
  readonly kind: string;
}

/**
 * The groups of rows on the page that the query asks for. Rows of different datasets or metrics are never in one group: such
 * groups stand dataset by dataset, each with a scale of its own.
 */
export function groupTable(
  scope: Scope,
  rows: readonly LeaderboardRow[],
  query: LeaderboardQuery & { readonly group: string },
): GroupTable {
  const { group: by, aggregate } = query;
  const kinds = groupBy(rows, ({ dataset, metric, goal }) =>
    JSON.stringify([dataset?.fingerprint, metric, goal]),
  );
  const summaries = kinds.flatMap((kind) => {
    const narrowed = narrowing(
      kinds.length === 1 ? query : { ...query, where: ofKind(kind[0]!, query.where) },
    );
    return summariesOf(scope, kind, by, aggregate).map((summary) => ({ ...summary, narrowed }));
  });
  const { shown, paging } = pageOf(summaries, query, 'group');
  const bestRows = shown.flatMap(({ group }) => group.best ?? []);
  const bestTrials = scope.bestTrials(bestRows, query);
  const bestOf = new Map(bestRows.map((row, index) => [row, bestTrials[index]!]));
  const values = summaries
    .filter(({ value }) => value !== undefined)
    .slice(0, MOST_COMPARED + 1)
    .map(({ group }) => group.text);
  return {
    by,
    rowsName: `${query.by}s`,
    metric: kinds.length === 1 ? rows[0]!.metric : 'value',
    hasKinds: kinds.length > 1,
    aggregate,
    bandName: aggregate === 'median' ? 'quartiles' : 'lowest to highest',
    aggregates: AGGREGATES.map((name) => ({
      name,
      href: writeQuery(query, { aggregate: name, page: 1 }),
      current: name === aggregate,
    })),
    ungrouped: writeQuery(query, { group: undefined, page: 1 }),
    compare:
      kinds.length > 1 || values.length < 2 || values.length > MOST_COMPARED
        ? undefined
        : scope.compareGroups(query, values),
    groups: shown.map((summary) => ({
      ...line(summary),
      href: summary.narrowed(...scope.conditionOf(summary.group.rows[0]!, by)),
      best: linkOf(scope, summary.group.best, bestOf),
    })),
    paging,
  };
}

/** The filter that, of the rows that pass another one, those of the same dataset and metric pass. */
function ofKind({ dataset, metric }: LeaderboardRow, where: string | undefined): string {
  const conditions = [writeCondition('metric', metric), writeCondition('dataset', dataset?.name)];
  return conditions.reduce<string>(
    (all, condition) => (condition ? narrow(all, condition) : all),
    where ?? '',
  );
}

/** The groups of rows of one dataset and metric, best first; groups without a value come last. */
function summariesOf(
  scope: Scope,
  rows: readonly LeaderboardRow[],
  by: string,
  aggregate: LeaderboardQuery['aggregate'],
): Summary[] {
  const { dataset, metric, goal } = rows[0]!;
  const sign = goal === 'maximize' ? -1 : 1;
  const worst = Number.POSITIVE_INFINITY;
  const ranked = scope.ranksTogether ? rows : rankedTogether(rows);
  const summaries = groupRows(ranked, by, (row, name) => scope.read(row, name))
    .map((group) => summarize(group, aggregate))
    .sort((a, b) => order(sign * (a.value ?? sign * worst), sign * (b.value ?? sign * worst)));
  const known = summaries.filter(({ value }) => value !== undefined);
  const scale = {
    low: known.reduce((least, { low }) => Math.min(least, low), Number.POSITIVE_INFINITY),
    high: known.reduce((most, { high }) => Math.max(most, high), Number.NEGATIVE_INFINITY),
  };
  const kind = [...(dataset ? [dataset.name] : []), metric].join(', ');
  return summaries.map((summary) => ({ ...summary, scale, kind }));
}

function summarize(
  group: RowGroup,
  aggregate: LeaderboardQuery['aggregate'],
): Omit<Summary, 'scale' | 'kind'> {
  const { best, distribution: d } = group;
  if (!d) return { group, value: undefined, low: 0, high: 0 };
  if (aggregate === 'median') return { group, value: d.median, low: d.lowerQuartile, high: d.upperQuartile };
  return { group, value: aggregate === 'mean' ? d.mean : best!.mean!, low: d.min, high: d.max };
}

function line({ group, value, low, high, scale, kind }: Summary): Omit<GroupLine, 'href' | 'best'> {
  const failed = group.rows.filter(
    ({ reason, state }) => state === 'failed' || (reason !== null && state !== 'pruned'),
  ).length;
  const percent = Math.round((100 * failed) / group.rows.length);
  const flawed = group.rows.filter(({ state, mean }) => state === 'completed' && mean === null).length;
  const behind = group.distribution?.count ?? 0;
  // Halves of them: the difference of huge values may be infinite.
  const range = scale.high / 2 - scale.low / 2 || 1;
  const x = (metricValue: number) =>
    2 + 96 * Math.min(1, Math.max(0, (metricValue / 2 - scale.low / 2) / range));
  return {
    text: group.text,
    kind,
    rows:
      behind === group.rows.length || behind === 0
        ? count(group.rows.length)
        : `${count(behind)} of ${count(group.rows.length)}`,
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
    failed:
      [
        ...(failed > 0 ? [`${count(failed)} (${percent === 0 ? 'below 1' : percent} %)`] : []),
        ...(flawed > 0 ? [`${count(flawed)} without a finite value`] : []),
      ].join(', ') || '–',
  };
}

function linkOf(
  scope: Scope,
  best: LeaderboardRow | undefined,
  trials: ReadonlyMap<LeaderboardRow, number>,
): Link | undefined {
  const trial = best && trials.get(best);
  return trial === undefined
    ? undefined
    : { name: scope.refOf(best!, trial), href: trialHref(best!.sweep, trial) };
}

/** Orders numbers that may be infinite, for which a difference would be NaN. */
function order(a: number, b: number): number {
  return a < b ? -1 : Number(a > b);
}
