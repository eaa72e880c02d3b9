/** Rows that are summed in single precision before they are added to a sum in double precision. */
const BLOCK: i32 = 32;

/** Zeros for as many channels as `row` bytes of floats hold, rounded up to four. */
// @ts-ignore: decorator
@inline
export function startSums(sum: usize, part: usize, row: usize): void {
  for (let at: usize = 0; at < row; at += 16) {
    v128.store(part + at, f32x4.splat(0));
    v128.store(sum + 2 * at, f64x2.splat(0));
    v128.store(sum + 2 * at, f64x2.splat(0), 16);
  }
}

/** sum += part, then part = 0. */
export function addPart(sum: usize, part: usize, row: usize): void {
  for (let at: usize = 0; at < row; at += 16) {
    addDoubles(sum + 2 * at, v128.load(part + at));
    v128.store(part + at, f32x4.splat(0));
  }
}

/**
 * For each channel of rows of `channels` floats, in double precision: `sum` gets Σ x and `squares` Σ x². Both
 * have room for a multiple of four channels; reads up to 3 floats beyond x.
 */
export function channelSums(sum: usize, squares: usize, x: usize, rows: i32, channels: i32): void {
  const row = <usize>channels << 2;
  memory.fill(sum, 0, ((row + 15) & ~15) * 2);
  memory.fill(squares, 0, ((row + 15) & ~15) * 2);
  for (let first = 0; first < rows; first += BLOCK) {
    const count = min(BLOCK, rows - first);
    for (let at: usize = 0; at < row; at += 16) {
      let from = x + at;
      let even = f32x4.splat(0), odd = f32x4.splat(0);
      let evenSquares = f32x4.splat(0), oddSquares = f32x4.splat(0);
      for (let index = 1; index < count; index += 2) {
        const a = v128.load(from);
        const b = v128.load(from + row);
        even = f32x4.add(even, a);
        odd = f32x4.add(odd, b);
        evenSquares = f32x4.add(evenSquares, f32x4.mul(a, a));
        oddSquares = f32x4.add(oddSquares, f32x4.mul(b, b));
        from += row + row;
      }
      if (count & 1) {
        const a = v128.load(from);
        even = f32x4.add(even, a);
        evenSquares = f32x4.add(evenSquares, f32x4.mul(a, a));
      }
      addDoubles(sum + 2 * at, f32x4.add(even, odd));
      addDoubles(squares + 2 * at, f32x4.add(evenSquares, oddSquares));
    }
    x += row * BLOCK;
  }
}

/** Four doubles at `sum` += four floats. */
// @ts-ignore: decorator
@inline
function addDoubles(sum: usize, values: v128): void {
  const high = v128.shuffle<f32>(values, values, 2, 3, 2, 3);
  v128.store(sum, f64x2.add(v128.load(sum), f64x2.promote_low_f32x4(values)));
  v128.store(sum, f64x2.add(v128.load(sum, 16), f64x2.promote_low_f32x4(high)), 16);
}
