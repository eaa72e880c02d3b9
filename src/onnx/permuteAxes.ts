/** Calls `move` with every element's index in `shape` and its index after the axes are reordered. */
export function permuteAxes(
  shape: readonly number[],
  axes: readonly number[],
  move: (source: number, target: number) => void,
): void {
  const strides = new Array<number>(shape.length);
  let size = 1;
  for (let position = axes.length - 1; position >= 0; position--) {
    strides[axes[position]!] = size;
    size *= shape[axes[position]!]!;
  }
  const place = new Array<number>(shape.length).fill(0);
  let target = 0;
  for (let source = 0; source < size; source++) {
    move(source, target);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place[axis]!++;
      target += strides[axis]!;
      if (place[axis]! < shape[axis]!) break;
      target -= strides[axis]! * shape[axis]!;
      place[axis] = 0;
    }
  }
}
