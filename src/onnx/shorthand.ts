import type { GraphNodes, Tensor } from './builder.ts';

/**
 * `a·b + c` with optional transposes; a and b are matrices. If c is given, the sum is part of the product.
 */
export function gemm(
  graph: GraphNodes,
  a: Tensor,
  b: Tensor,
  options: { c?: Tensor; transA?: boolean; transB?: boolean } = {},
): Tensor {
  const rows = a.shape[options.transA ? 1 : 0]!;
  const columns = b.shape[options.transB ? 0 : 1]!;
  return graph.node('Gemm', options.c ? [a, b, options.c] : [a, b], [rows, columns], {
    transA: options.transA ? 1 : 0,
    transB: options.transB ? 1 : 0,
  });
}

export function reshape(graph: GraphNodes, value: Tensor, shape: readonly number[]): Tensor {
  return graph.node('Reshape', [value, graph.integers(shape)], shape);
}

export function transpose(graph: GraphNodes, value: Tensor, perm: readonly number[]): Tensor {
  return graph.node(
    'Transpose',
    [value],
    perm.map((axis) => value.shape[axis]!),
    { perm },
  );
}

/** An operator on two values of one shape, or on a value and a scalar. */
export function binary(graph: GraphNodes, op: string, a: Tensor, b: Tensor): Tensor {
  return graph.node(op, [a, b], a.shape);
}

export function unary(graph: GraphNodes, op: string, value: Tensor): Tensor {
  return graph.node(op, [value], value.shape);
}

/** 1 if the comparison holds, else 0, as float32: a product with it is faster than a `Where`. */
export function mask(graph: GraphNodes, op: 'Greater' | 'GreaterOrEqual', a: Tensor, b: Tensor): Tensor {
  return graph.node('Cast', [graph.node(op, [a, b], a.shape)], a.shape, { to: 1 });
}

export function sumOver(graph: GraphNodes, value: Tensor, axes: readonly number[]): Tensor {
  const shape = value.shape.filter((_, axis) => !axes.includes(axis));
  return graph.node('ReduceSum', [value, graph.integers(axes)], shape, { keepdims: 0 });
}

/** Adds zeros after the values of each axis; adds no operator if there are none. */
export function padAfter(graph: GraphNodes, value: Tensor, zeros: readonly number[]): Tensor {
  if (!zeros.some(Boolean)) return value;
  const shape = value.shape.map((size, axis) => size + zeros[axis]!);
  return graph.node('Pad', [value, graph.integers([...zeros.map(() => 0), ...zeros])], shape);
}

/** `value[start : start + step·(count − 1) + 1 : step]` on each of the given axes. */
export function slice(
  graph: GraphNodes,
  value: Tensor,
  ranges: readonly { axis: number; start: number; count: number; step: number }[],
): Tensor {
  const shape = [...value.shape];
  for (const { axis, count } of ranges) shape[axis] = count;
  return graph.node(
    'Slice',
    [
      value,
      graph.integers(ranges.map(({ start }) => start)),
      graph.integers(ranges.map(({ start, count, step }) => start + step * (count - 1) + 1)),
      graph.integers(ranges.map(({ axis }) => axis)),
      graph.integers(ranges.map(({ step }) => step)),
    ],
    shape,
  );
}

export function concat(graph: GraphNodes, values: readonly Tensor[], axis: number): Tensor {
  if (values.length === 1) return values[0]!;
  const shape = [...values[0]!.shape];
  shape[axis] = values.reduce((sum, value) => sum + value.shape[axis]!, 0);
  return graph.node('Concat', values, shape, { axis });
}
