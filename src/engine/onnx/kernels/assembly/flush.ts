/** Magnitudes below this become zero: a denormal costs the processor a hundred times a normal number. */
const SMALLEST: f32 = 1e-30;

/** The four values; those too small for a normal product become zero. */
// @ts-ignore: decorator
@inline
export function flush(values: v128): v128 {
  return v128.and(values, f32x4.gt(f32x4.abs(values), f32x4.splat(SMALLEST)));
}

/** The same for four non-negative values, in one instruction: those too small become the smallest. */
// @ts-ignore: decorator
@inline
export function flushSquares(values: v128): v128 {
  return f32x4.pmax(values, f32x4.splat(SMALLEST));
}
