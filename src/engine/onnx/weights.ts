import type { WeightSpec } from '../../model/layer.ts';
import { permuteAxes } from '../../onnx/permuteAxes.ts';

/**
 * The engine's layout of a kernel that Keras has as `[…, in, out]`: `rows` flattens it to `[inputs, out]`;
 * `transposed` is `[out, in]`.
 */
export type KernelLayout = 'rows' | 'transposed';

interface Arrangement {
  shape(keras: readonly number[]): readonly number[];
  /** Keras's axes in the engine's order. */
  readonly axes?: readonly number[];
}

const ARRANGEMENTS: Readonly<Record<KernelLayout, Arrangement>> = {
  rows: { shape: (keras) => [keras.slice(0, -1).reduce((a, b) => a * b, 1), keras.at(-1)!] },
  transposed: { shape: ([inputs, outputs]) => [outputs!, inputs!], axes: [1, 0] },
};

/** The shape of a weight in the engine's graph; biases have no layout and keep their shape. */
export function graphShape(spec: WeightSpec, layout: KernelLayout | undefined): readonly number[] {
  return layout ? ARRANGEMENTS[layout].shape(spec.shape) : spec.shape;
}

/** Writes a Keras weight into the engine's memory. */
export function importWeight(
  spec: WeightSpec,
  layout: KernelLayout | undefined,
  from: Float32Array,
  to: Float32Array,
): void {
  const axes = layout && ARRANGEMENTS[layout].axes;
  if (axes) permuteAxes(spec.shape, axes, (source, target) => (to[target] = from[source]!));
  else to.set(from);
}

/** A Keras weight from the engine's memory, as a copy. */
export function exportWeight(
  spec: WeightSpec,
  layout: KernelLayout | undefined,
  from: Float32Array,
): Float32Array {
  const axes = layout && ARRANGEMENTS[layout].axes;
  if (!axes) return from.slice();
  const to = new Float32Array(from.length);
  permuteAxes(spec.shape, axes, (source, target) => (to[source] = from[target]!));
  return to;
}
