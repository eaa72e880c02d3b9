import type { FileRole } from '../source.ts';

/** An array of integers as a file holds it. */
export interface IntegerArray {
  /** Its origin, as the beginning of messages: `/data/own.npz: x_train`. */
  readonly origin: string;
  /** The array's name in numpy, for hints: `x_train`. */
  readonly name: string;
  readonly shape: readonly number[];
  /** Row by row (C order). */
  readonly values: Integers;
}

export type Integers =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | BigUint64Array
  | BigInt64Array;

/** Images and labels of both sets. */
export type Arrays = Readonly<Record<FileRole, IntegerArray>>;

/** Keras's names of the arrays in its `.npz` files. */
export const NUMPY_NAMES: Readonly<Record<FileRole, string>> = {
  trainImages: 'x_train',
  trainLabels: 'y_train',
  testImages: 'x_test',
  testLabels: 'y_test',
};

/** The line of numpy that numbers the classes of both sets from 0, whatever their labels are. */
export const RENUMBER = 'classes, y = np.unique(np.concatenate([y_train, y_test]), return_inverse=True)';

/** `60000 × 28 × 28`. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 0 ? 'of a single number' : shape.join(' × ');
}
