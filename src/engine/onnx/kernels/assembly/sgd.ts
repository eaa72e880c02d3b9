import { flush } from './flush';

/** Plain gradient descent: w −= rate·g. One pass over `size` floats, a multiple of 4. */
export function sgd(w: usize, g: usize, size: i32, rate: f32): void {
  const step = f32x4.splat(rate);
  const end = w + (<usize>size << 2);
  while (w < end) {
    v128.store(w, f32x4.sub(v128.load(w), f32x4.mul(step, v128.load(g))));
    w += 16; g += 16;
  }
}

/** Keras's momentum: m = µ·m − rate·g, w += m. */
export function momentum(w: usize, m: usize, g: usize, size: i32, rate: f32, mu: f32): void {
  const step = f32x4.splat(rate);
  const keep = f32x4.splat(mu);
  const end = w + (<usize>size << 2);
  while (w < end) {
    const velocity = flush(f32x4.sub(f32x4.mul(keep, v128.load(m)), f32x4.mul(step, v128.load(g))));
    v128.store(m, velocity);
    v128.store(w, f32x4.add(v128.load(w), velocity));
    w += 16; m += 16; g += 16;
  }
}

/** Keras's Nesterov momentum: m = µ·m − rate·g, w += µ·m − rate·g. */
export function nesterov(w: usize, m: usize, g: usize, size: i32, rate: f32, mu: f32): void {
  const step = f32x4.splat(rate);
  const keep = f32x4.splat(mu);
  const end = w + (<usize>size << 2);
  while (w < end) {
    const descent = f32x4.mul(step, v128.load(g));
    const velocity = flush(f32x4.sub(f32x4.mul(keep, v128.load(m)), descent));
    v128.store(m, velocity);
    v128.store(w, f32x4.add(v128.load(w), f32x4.sub(f32x4.mul(keep, velocity), descent)));
    w += 16; m += 16; g += 16;
  }
}
