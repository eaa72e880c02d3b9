import { addPart, startSums } from './sums';

/*
 * Values `x` are rows of `channels` floats, `size` of them to a window. Kernels work on four channels at once: they
 * read, and where a row is no multiple of four write, up to 3 floats past a row's end, which the next row
 * overwrites; so a result is never written over what it is made from.
 */

/** A value of `chosen`: no value of the window is above the floor, and none gets a gradient. */
const NONE: i32 = 255;

/** Windows that are summed in single precision before they are added to the sum in double precision. */
const BLOCK: i32 = 64;

/**
 * y = max(floor, max of scale·x over the window + shift), [windows, channels], where scale and shift have one
 * number per channel. `chosen` gets one byte each: which value of the window was the first largest.
 */
export function maxOfWindows(
  y: usize, chosen: usize, x: usize, scale: usize, shift: usize,
  windows: i32, channels: i32, size: i32, floor: f32,
): void {
  const floors = f32x4.splat(floor);
  const row = <usize>channels << 2;
  for (let window = 0; window < windows; window++) {
    for (let at: usize = 0; at < row; at += 16) {
      const factor = v128.load(scale + at);
      let from = x + at;
      let best = f32x4.mul(v128.load(from), factor);
      let first = i32x4.splat(0);
      for (let place = 1; place < size; place++) {
        from += row;
        const value = f32x4.mul(v128.load(from), factor);
        first = i32x4.max_s(first, v128.and(i32x4.splat(place), f32x4.gt(value, best)));
        best = f32x4.pmax(best, value);
      }
      best = f32x4.add(best, v128.load(shift + at));
      first = v128.or(first, i32x4.shr_u(f32x4.le(best, floors), 24));
      const bytes = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_u(first, first), first);
      v128.store(y + at, f32x4.pmax(best, floors));
      v128.store_lane<u32>(chosen + (at >> 2), bytes, 0);
    }
    x += row * size;
    y += row;
    chosen += <usize>channels;
  }
}

/**
 * From the gradient dy of {@link maxOfWindows}: `kept` is the gradient if a value was chosen, else 0; the sum
 * over all windows for each channel is in double precision. `part` has room for one float per channel.
 */
export function chosenGradient(
  kept: usize, sum: usize, part: usize, dy: usize, chosen: usize, windows: i32, channels: i32,
): void {
  const none = i32x4.splat(NONE);
  const row = <usize>channels << 2;
  startSums(sum, part, row);
  for (let window = 1; window <= windows; window++) {
    for (let at: usize = 0; at < row; at += 16) {
      const gradient = v128.and(v128.load(dy + at), i32x4.ne(choices(chosen, at), none));
      v128.store(kept + at, gradient);
      v128.store(part + at, f32x4.add(v128.load(part + at), gradient));
    }
    if (window % BLOCK === 0 || window === windows) addPart(sum, part, row);
    dy += row;
    kept += row;
    chosen += <usize>channels;
  }
}

/** sum = Σ kept·x over all windows, x being the chosen value; summed as in {@link chosenGradient}. */
export function chosenProducts(
  sum: usize, part: usize, kept: usize, chosen: usize, x: usize, windows: i32, channels: i32, size: i32,
): void {
  const row = <usize>channels << 2;
  startSums(sum, part, row);
  for (let window = 1; window <= windows; window++) {
    for (let at: usize = 0; at < row; at += 16) {
      const first = choices(chosen, at);
      let from = x + at;
      let value = v128.and(v128.load(from), i32x4.eq(first, i32x4.splat(0)));
      for (let place = 1; place < size; place++) {
        from += row;
        value = v128.or(value, v128.and(v128.load(from), i32x4.eq(first, i32x4.splat(place))));
      }
      v128.store(part + at, f32x4.add(v128.load(part + at), f32x4.mul(value, v128.load(kept + at))));
    }
    if (window % BLOCK === 0 || window === windows) addPart(sum, part, row);
    x += row * size;
    kept += row;
    chosen += <usize>channels;
  }
}

/** dx = the kept gradient at the chosen value, 0 at the other values of its window. */
export function spreadGradient(
  dx: usize, kept: usize, chosen: usize, windows: i32, channels: i32, size: i32,
): void {
  const row = <usize>channels << 2;
  for (let window = 0; window < windows; window++) {
    for (let place = 0; place < size; place++) {
      const here = i32x4.splat(place);
      for (let at: usize = 0; at < row; at += 16) {
        v128.store(dx + at, v128.and(v128.load(kept + at), i32x4.eq(choices(chosen, at), here)));
      }
      dx += row;
    }
    kept += row;
    chosen += <usize>channels;
  }
}

/**
 * dx = ofGradient·(kept at the chosen value, else 0) + ofInput·x + constant, with one number of each per
 * channel.
 */
export function normalizedGradient(
  dx: usize, x: usize, kept: usize, chosen: usize, ofGradient: usize, ofInput: usize, constant: usize,
  windows: i32, channels: i32, size: i32,
): void {
  const row = <usize>channels << 2;
  for (let window = 0; window < windows; window++) {
    for (let place = 0; place < size; place++) {
      const here = i32x4.splat(place);
      for (let at: usize = 0; at < row; at += 16) {
        const gradient = v128.and(v128.load(kept + at), i32x4.eq(choices(chosen, at), here));
        const others = f32x4.add(f32x4.mul(v128.load(ofInput + at), v128.load(x + at)), v128.load(constant + at));
        v128.store(dx + at, f32x4.add(f32x4.mul(v128.load(ofGradient + at), gradient), others));
      }
      x += row;
      dx += row;
    }
    kept += row;
    chosen += <usize>channels;
  }
}

/** Four channels' bytes of `chosen` as integers; `at` is the channels' offset among floats. */
// @ts-ignore: decorator
@inline
function choices(chosen: usize, at: usize): v128 {
  return i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(chosen + (at >> 2))));
}
