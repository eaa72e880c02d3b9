/** sum += part, over `size` floats, a multiple of 4. */
export function accumulate(sum: usize, part: usize, size: i32): void {
  const end = sum + (<usize>size << 2);
  while (sum < end) {
    v128.store(sum, f32x4.add(v128.load(sum), v128.load(part)));
    sum += 16; part += 16;
  }
}

/**
 * Writes `size` floats (a multiple of 4): 0 if the element's random word is below `threshold`, else `scale`.
 * The words are a hash of the element's index, counted from `first`, and the key: two rounds of MurmurHash3's
 * finalizer.
 */
export function dropoutMask(
  mask: usize, size: i32, first: i32, threshold: u32, scale: f32, key0: i32, key1: i32,
): void {
  const limit = i32x4.splat(threshold);
  const kept = f32x4.splat(scale);
  const golden = i32x4.splat(0x9e3779b1);
  const seed0 = i32x4.splat(key0);
  const seed1 = i32x4.splat(key1);
  let index = i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3));
  const end = mask + (<usize>size << 2);
  while (mask < end) {
    const word = finalize(v128.xor(finalize(i32x4.add(i32x4.mul(index, golden), seed0)), seed1));
    v128.store(mask, v128.and(kept, i32x4.ge_u(word, limit)));
    index = i32x4.add(index, i32x4.splat(4));
    mask += 16;
  }
}

// @ts-ignore: decorator
@inline
function finalize(word: v128): v128 {
  word = i32x4.mul(v128.xor(word, i32x4.shr_u(word, 16)), i32x4.splat(0x85ebca6b));
  word = i32x4.mul(v128.xor(word, i32x4.shr_u(word, 13)), i32x4.splat(0xc2b2ae35));
  return v128.xor(word, i32x4.shr_u(word, 16));
}

/** values ·= factor, over `size` floats, a multiple of 4. */
export function scale(values: usize, size: i32, factor: f32): void {
  const factors = f32x4.splat(factor);
  const end = values + (<usize>size << 2);
  while (values < end) {
    v128.store(values, f32x4.mul(v128.load(values), factors));
    values += 16;
  }
}

/** sum += factor·values, over `size` floats, a multiple of 4. */
export function addScaled(sum: usize, values: usize, size: i32, factor: f32): void {
  const factors = f32x4.splat(factor);
  const end = sum + (<usize>size << 2);
  while (sum < end) {
    v128.store(sum, f32x4.add(v128.load(sum), f32x4.mul(factors, v128.load(values))));
    sum += 16; values += 16;
  }
}

/** Σ values² of `size` floats, a multiple of 4, summed in double precision. */
export function sumOfSquares(values: usize, size: i32): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  const end = values + (<usize>size << 2);
  while (values < end) {
    const four = v128.load(values);
    const first = f64x2.promote_low_f32x4(four);
    const second = f64x2.promote_low_f32x4(v128.shuffle<f32>(four, four, 2, 3, 2, 3));
    low = f64x2.add(low, f64x2.mul(first, first));
    high = f64x2.add(high, f64x2.mul(second, second));
    values += 16;
  }
  const both = f64x2.add(low, high);
  return f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
}

/** average += (1 − momentum)·(value − average), over `size` floats, a multiple of 4. */
export function movingAverage(average: usize, value: usize, size: i32, momentum: f32): void {
  const take = f32x4.splat(1 - momentum);
  const end = average + (<usize>size << 2);
  while (average < end) {
    const now = v128.load(average);
    v128.store(average, f32x4.add(now, f32x4.mul(take, f32x4.sub(v128.load(value), now))));
    average += 16; value += 16;
  }
}
