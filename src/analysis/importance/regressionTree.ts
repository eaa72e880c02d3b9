import { MOST_BINS } from './table.ts';

/** A leaf has its mean, any other node a feature and the last bin that goes to its left. */
export type TreeNode =
  | { readonly mean: number }
  | {
      readonly feature: number;
      readonly lastLeft: number;
      readonly left: TreeNode;
      readonly right: TreeNode;
    };

/** What a tree grows on: features as bins that ascend, one array for each. */
export interface TreeTable {
  readonly columns: readonly Uint8Array[];
  readonly target: Float64Array;
}

const SMALLEST_LEAF = 3;
const DEEPEST = 14;

/**
 * Grows a regression tree on some rows (a row may come several times) by splits that reduce the sum of squared
 * errors most (Breiman et al., "Classification and Regression Trees", 1984).
 */
export function growTree(table: TreeTable, rows: Int32Array, depth = 0): TreeNode {
  let sum = 0;
  for (const row of rows) sum += table.target[row]!;
  const leaf = { mean: sum / rows.length };
  if (rows.length < 2 * SMALLEST_LEAF || depth === DEEPEST) return leaf;
  const split = bestSplit(table, rows, sum);
  if (!split) return leaf;
  const column = table.columns[split.feature]!;
  const goesLeft = (row: number) => column[row]! <= split.lastLeft;
  return {
    ...split,
    left: growTree(table, rows.filter(goesLeft), depth + 1),
    right: growTree(
      table,
      rows.filter((row) => !goesLeft(row)),
      depth + 1,
    ),
  };
}

/** The tree's prediction for a row; `binOf` reads the row's bins. */
export function predict(tree: TreeNode, binOf: (feature: number) => number): number {
  let node = tree;
  while (!('mean' in node)) node = binOf(node.feature) <= node.lastLeft ? node.left : node.right;
  return node.mean;
}

/** Sums of one node's targets by bin; empty between two uses. */
const sums = new Float64Array(MOST_BINS);
const counts = new Int32Array(MOST_BINS);

function bestSplit({ columns, target }: TreeTable, rows: Int32Array, total: number) {
  const unsplit = total ** 2 / rows.length;
  let best: { feature: number; lastLeft: number } | undefined;
  let bestGain = 1e-12 * Math.max(1, Math.abs(unsplit));
  for (const [feature, column] of columns.entries()) {
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index]!;
      sums[column[row]!]! += target[row]!;
      counts[column[row]!]! += 1;
    }
    let sum = 0;
    let count = 0;
    for (let bin = 0; count < rows.length; bin++) {
      if (counts[bin] === 0) continue;
      sum += sums[bin]!;
      count += counts[bin]!;
      sums[bin] = 0;
      counts[bin] = 0;
      const rest = rows.length - count;
      if (count < SMALLEST_LEAF || rest < SMALLEST_LEAF) continue;
      const gain = sum ** 2 / count + (total - sum) ** 2 / rest - unsplit;
      if (gain > bestGain) {
        bestGain = gain;
        best = { feature, lastLeft: bin };
      }
    }
  }
  return best;
}
