import { Random } from '../../random.ts';
import { growTree, predict } from './regressionTree.ts';
import { type BinnedTable, binTable, type Feature } from './table.ts';

export interface Importances {
  /** Shares that sum to 1, the most important first; all 0 if the forest explains nothing. */
  readonly shares: readonly { readonly name: string; readonly share: number }[];
  /** Share of the target's variance that the forest explains on rows it has not seen (R², at most 1). */
  readonly explained: number;
}

/** Fewer rows tell no more than a look at the table. */
export const FEWEST_ROWS = 8;
const TREES = 32;

/**
 * The importance of each parameter for a metric: permutation importance on a random forest. Every tree grows
 * on a bootstrap sample; on the rows that it has not seen, a parameter's values are shuffled, and its
 * importance is the growth of the squared error, averaged over the trees (Breiman, "Random Forests", Machine
 * Learning 45, 2001). The same table gives the same result.
 */
export function importances(features: readonly Feature[], target: readonly number[]): Importances {
  const table = binTable(features, target);
  const random = Random.of(0, 'importance', target.length);
  const increase = new Float64Array(features.length);
  const errors = { forest: new Float64Array(target.length), seen: new Int32Array(target.length) };
  for (let tree = 0; tree < TREES; tree++) addTree(table, random, increase, errors);
  const positive = Array.from(increase, (value) => Math.max(0, value));
  const total = positive.reduce((sum, value) => sum + value, 0);
  const shares = features
    .map(({ name }, index) => ({ name, share: total === 0 ? 0 : positive[index]! / total }))
    .sort((a, b) => b.share - a.share);
  return { shares, explained: explainedVariance(table.target, errors) };
}

interface ForestErrors {
  /** Sum of the predictions of the trees that have not seen a row. */
  readonly forest: Float64Array;
  readonly seen: Int32Array;
}

function addTree(table: BinnedTable, random: Random, increase: Float64Array, errors: ForestErrors): void {
  const { columns, target } = table;
  const rows = Int32Array.from(target, () => random.below(target.length));
  const inside = new Set(rows);
  const outside = Array.from(target.keys()).filter((row) => !inside.has(row));
  if (outside.length === 0) return;
  const tree = growTree(table, rows);
  const errorOf = (row: number, binOf: (feature: number) => number) =>
    (predict(tree, binOf) - target[row]!) ** 2;
  let error = 0;
  for (const row of outside) {
    const prediction = predict(tree, (feature) => columns[feature]![row]!);
    errors.forest[row]! += prediction;
    errors.seen[row]! += 1;
    error += (prediction - target[row]!) ** 2;
  }
  for (const permuted of columns.keys()) {
    const others = Int32Array.from(outside);
    random.shuffle(others);
    let worse = 0;
    for (const [index, row] of outside.entries()) {
      worse += errorOf(row, (feature) => columns[feature]![feature === permuted ? others[index]! : row]!);
    }
    increase[permuted]! += (worse - error) / outside.length;
  }
}

function explainedVariance(target: Float64Array, { forest, seen }: ForestErrors): number {
  const rows = [...target.keys()].filter((row) => seen[row]! > 0);
  const mean = rows.reduce((sum, row) => sum + target[row]!, 0) / rows.length;
  let error = 0;
  let variance = 0;
  for (const row of rows) {
    error += (forest[row]! / seen[row]! - target[row]!) ** 2;
    variance += (mean - target[row]!) ** 2;
  }
  const rounding = 1e-20 * rows.length * mean ** 2;
  return variance <= rounding ? 0 : 1 - error / variance;
}
