/** sum += part, over `size` floats, a multiple of 4. */
export function accumulate(sum: usize, part: usize, size: i32): void {
  const end = sum + (<usize>size << 2);
  while (sum < end) {
    v128.store(sum, f32x4.add(v128.load(sum), v128.load(part)));
    sum += 16; part += 16;
  }
}

/**
 * Writes `size` floats (a multiple of 4), each `scale` or, where its random word is below `threshold`, 0. The
 * words are a hash of the element's index, counted from `first`, and the key: two rounds of MurmurHash3's
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
