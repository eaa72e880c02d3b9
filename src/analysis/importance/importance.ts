import { Random } from '../../random.ts';
import type { Interval } from '../accuracyInterval.ts';
import { chanceBeyondT } from '../studentT.ts';
import { growTree, predict, type TreeTable } from './regressionTree.ts';
import { type BinnedTable, binTable, type Column, type Feature } from './table.ts';
import { treeVariance } from './variance.ts';

/** The share of one parameter, with the middle 90 % of the trees' shares, and itself within. */
export interface Importance {
  readonly name: string;
  readonly share: number;
  readonly interval: Interval;
}

export interface Importances {
  /** What each parameter explains alone, as shares of all that the forest explains; the most important first. */
  readonly shares: readonly Importance[];
  /** What they explain only together: the rest of 1. */
  readonly together: number;
  /** Share of the target's variance that the forest explains on rows it has not seen (R², at most 1). */
  readonly explained: number;
  /** Whether it explains more than chance would: if not, the shares say nothing. */
  readonly isExplained: boolean;
  /** Number of rows. */
  readonly rows: number;
}

/** Fewer rows tell no more than a look at the table. */
export const FEWEST_ROWS = 8;
const TREES = 40;
const LEVEL = 0.05;
/** Share of the trees below and above an interval. */
const TAIL = 0.05;

/**
 * The importance of each parameter for a metric: a random forest (Breiman, "Random Forests", Machine Learning 45,
 * 2001) and the functional analysis of variance of its trees. Each row is predicted by the trees that have not seen
 * it, which tells whether there is anything to explain. The same table gives the same result.
 */
export function importances(features: readonly Feature[], target: readonly number[]): Importances {
  const table = binTable(features, target);
  const random = Random.of(0, 'importance', target.length);
  const errors = { forest: new Float64Array(target.length), seen: new Int32Array(target.length) };
  const trees: { readonly total: number; readonly alone: Float64Array }[] = [];
  for (let tree = 0; tree < TREES; tree++) {
    const variance = growOne(table, random, errors);
    if (variance) trees.push(variance);
  }
  const ofFeature = features.map(({ name }, index) => {
    const all = trees.map(({ total, alone }) => alone[index]! / total).sort((a, b) => a - b);
    const share = all.reduce((sum, each) => sum + each, 0) / Math.max(1, all.length);
    const at = (quantile: number) => all[Math.round(quantile * (all.length - 1))] ?? 0;
    return { name, share, interval: { low: Math.min(share, at(TAIL)), high: Math.max(share, at(1 - TAIL)) } };
  });
  const alone = ofFeature.reduce((sum, { share }) => sum + share, 0);
  return {
    shares: ofFeature.sort((a, b) => b.share - a.share),
    together: trees.length === 0 ? 0 : Math.max(0, 1 - alone),
    ...judged(table.target, errors),
    rows: target.length,
  };
}

interface ForestErrors {
  /** Sum of the predictions of the trees that have not seen a row. */
  readonly forest: Float64Array;
  readonly seen: Int32Array;
}

/** Grows a tree on a bootstrap sample, and predicts the other rows; undefined if it splits nothing. */
function growOne(table: BinnedTable, random: Random, { forest, seen }: ForestErrors) {
  const { columns, target } = table;
  const rows = Int32Array.from(target, () => random.below(target.length));
  const ordered = columns.map((column) => orderedFor(column, rows, target));
  const grown: TreeTable = { columns: ordered.map(({ bins }) => bins), target };
  const tree = growTree(grown, rows);
  const inside = new Set(rows);
  for (const row of target.keys()) {
    if (inside.has(row)) continue;
    forest[row]! += predict(tree, (feature) => grown.columns[feature]![row]!);
    seen[row]! += 1;
  }
  if ('mean' in tree) return undefined;
  return treeVariance(
    tree,
    ordered.map(({ weights }) => weights),
  );
}

/**
 * Categories in the order of their mean target, for which Breiman et al. ("Classification and Regression Trees",
 * 1984, 4.2.2) show that a split of the ordered ones is as good as one of any two subsets. The order comes from the
 * tree's own rows alone, or it would tell of the others.
 */
function orderedFor(column: Column, rows: Int32Array, target: Float64Array): Column {
  if (column.ordered) return column;
  const { bins, weights } = column;
  const sums = new Float64Array(weights.length);
  const counts = new Int32Array(weights.length);
  let total = 0;
  for (const row of rows) {
    sums[bins[row]!]! += target[row]!;
    counts[bins[row]!]! += 1;
    total += target[row]!;
  }
  const meanOf = (bin: number) => (counts[bin] === 0 ? total / rows.length : sums[bin]! / counts[bin]!);
  const order = Array.from(weights.keys()).sort((a, b) => meanOf(a) - meanOf(b) || a - b);
  const place = new Uint8Array(weights.length);
  for (const [index, bin] of order.entries()) place[bin] = index;
  return {
    bins: bins.map((bin) => place[bin]!),
    weights: Float64Array.from(order, (bin) => weights[bin]!),
    ordered: true,
  };
}

/**
 * The variance that the forest explains of rows that it has not seen, beside the mean of the other rows, and whether
 * its squared errors are smaller by more than chance: Student's test of their differences, one-sided.
 */
function judged(target: Float64Array, { forest, seen }: ForestErrors) {
  const rows = [...target.keys()].filter((row) => seen[row]! > 0);
  const count = rows.length;
  const sum = rows.reduce((total, row) => total + target[row]!, 0);
  const mean = sum / count;
  let [error, variance] = [0, 0];
  const gains = rows.map((row) => {
    const value = target[row]!;
    const missed = (forest[row]! / seen[row]! - value) ** 2;
    const byMean = ((sum - value) / (count - 1) - value) ** 2;
    error += missed;
    variance += byMean;
    return byMean - missed;
  });
  const rounding = 1e-20 * count * mean ** 2;
  if (count < 3 || variance <= rounding) return { explained: 0, isExplained: false };
  const gain = (variance - error) / count;
  const spread = Math.sqrt(
    gains.reduce((total, each) => total + (each - gain) ** 2, 0) / (count - 1) / count,
  );
  const isExplained = gain > 0 && (spread === 0 || chanceBeyondT(gain / spread, count - 1) / 2 < LEVEL);
  return { explained: 1 - error / variance, isExplained };
}
