import type { TreeNode } from './regressionTree.ts';

/** The variance of a tree's predictions over a space, and the part of each feature alone. */
export interface TreeVariance {
  readonly total: number;
  readonly alone: Float64Array;
}

interface Leaf {
  readonly mean: number;
  /** The first and the last bin of each feature. */
  readonly first: Uint8Array;
  readonly last: Uint8Array;
}

/**
 * Functional analysis of variance of a tree: a feature alone explains the variance of the mean prediction at each of
 * its values, over all values of the others (Hutter, Hoos and Leyton-Brown, "An Efficient Approach for Assessing
 * Hyperparameter Importance", ICML 2014). `weights` are those of the bins of each feature, which are independent.
 */
export function treeVariance(tree: TreeNode, weights: readonly Float64Array[]): TreeVariance {
  const below = weights.map(cumulated);
  const leaves = leavesOf(
    tree,
    Uint8Array.from(weights, () => 0),
    Uint8Array.from(weights, ({ length }) => length - 1),
  );
  const shares = leaves.map(({ first, last }) =>
    Float64Array.from(below, (sums, feature) => sums[last[feature]! + 1]! - sums[first[feature]!]!),
  );
  const sizes = shares.map((each) => each.reduce((product, share) => product * share, 1));
  const mean = leaves.reduce((sum, leaf, index) => sum + sizes[index]! * leaf.mean, 0);
  const total = leaves.reduce((sum, leaf, index) => sum + sizes[index]! * (leaf.mean - mean) ** 2, 0);
  const alone = Float64Array.from(weights, (own, feature) => {
    const marginal = new Float64Array(own.length);
    for (const [index, { first, last, mean: value }] of leaves.entries()) {
      const size = (sizes[index]! / shares[index]![feature]!) * (value - mean);
      for (let bin = first[feature]!; bin <= last[feature]!; bin++) marginal[bin]! += size;
    }
    return marginal.reduce((sum, deviation, bin) => sum + own[bin]! * deviation ** 2, 0);
  });
  return { total, alone };
}

function cumulated(weights: Float64Array): Float64Array {
  const sums = new Float64Array(weights.length + 1);
  for (const [index, weight] of weights.entries()) sums[index + 1] = sums[index]! + weight;
  return sums;
}

function leavesOf(node: TreeNode, first: Uint8Array, last: Uint8Array): Leaf[] {
  if ('mean' in node) return [{ mean: node.mean, first, last }];
  const { feature, lastLeft, left, right } = node;
  const [end, start] = [last.slice(), first.slice()];
  end[feature] = lastLeft;
  start[feature] = lastLeft + 1;
  return [...leavesOf(left, first, end), ...leavesOf(right, start, last)];
}
