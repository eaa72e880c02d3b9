import { flush } from './flush';

/** RMSprop (Hinton 2012) in Keras's form: w −= rate·g/√(v + ε). One pass over `size` floats, a multiple of 4. */
export function rmsprop(w: usize, v: usize, g: usize, size: i32, rate: f32, rho: f32, epsilon: f32): void {
  const keep = f32x4.splat(rho);
  const take = f32x4.splat(1 - rho);
  const step = f32x4.splat(rate);
  const floor = f32x4.splat(epsilon);
  const end = w + (<usize>size << 2);
  while (w < end) {
    const gradient = v128.load(g);
    const square = f32x4.mul(gradient, gradient);
    const mean = flush(f32x4.add(f32x4.mul(keep, v128.load(v)), f32x4.mul(take, square)));
    v128.store(v, mean);
    const change = f32x4.div(f32x4.mul(step, gradient), f32x4.sqrt(f32x4.add(mean, floor)));
    v128.store(w, f32x4.sub(v128.load(w), change));
    w += 16; v += 16; g += 16;
  }
}

/**
 * The same with rarely used parts: `centering` 1 subtracts the squared mean gradient (kept in a) from the
 * mean square; the velocity p accumulates the change with the momentum mu.
 */
export function rmspropFull(
  w: usize, v: usize, a: usize, p: usize, g: usize, size: i32,
  rate: f32, rho: f32, epsilon: f32, centering: f32, mu: f32,
): void {
  const keep = f32x4.splat(rho);
  const take = f32x4.splat(1 - rho);
  const step = f32x4.splat(rate);
  const floor = f32x4.splat(epsilon);
  const center = f32x4.splat(centering);
  const friction = f32x4.splat(mu);
  const end = w + (<usize>size << 2);
  while (w < end) {
    const gradient = v128.load(g);
    const square = f32x4.mul(gradient, gradient);
    const meanSquare = flush(f32x4.add(f32x4.mul(keep, v128.load(v)), f32x4.mul(take, square)));
    const mean = flush(f32x4.add(f32x4.mul(keep, v128.load(a)), f32x4.mul(take, gradient)));
    v128.store(v, meanSquare);
    v128.store(a, mean);
    const spread = f32x4.sub(meanSquare, f32x4.mul(center, f32x4.mul(mean, mean)));
    const change = f32x4.div(f32x4.mul(step, gradient), f32x4.sqrt(f32x4.add(spread, floor)));
    const velocity = flush(f32x4.add(f32x4.mul(friction, v128.load(p)), change));
    v128.store(p, velocity);
    v128.store(w, f32x4.sub(v128.load(w), velocity));
    w += 16; v += 16; a += 16; p += 16; g += 16;
  }
}
