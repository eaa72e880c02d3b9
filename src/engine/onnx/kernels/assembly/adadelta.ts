import { flush } from './flush';

/**
 * Adadelta (Zeiler 2012) in Keras's form: with mean squares v of the gradients and d of the changes,
 * change = g·√(d + ε)/√(v + ε), w −= rate·change. One pass over `size` floats, a multiple of 4.
 */
export function adadelta(
  w: usize, v: usize, d: usize, g: usize, size: i32, rate: f32, rho: f32, epsilon: f32,
): void {
  const keep = f32x4.splat(rho);
  const take = f32x4.splat(1 - rho);
  const step = f32x4.splat(rate);
  const floor = f32x4.splat(epsilon);
  const end = w + (<usize>size << 2);
  while (w < end) {
    const gradient = v128.load(g);
    const square = f32x4.mul(gradient, gradient);
    const mean = flush(f32x4.add(f32x4.mul(keep, v128.load(v)), f32x4.mul(take, square)));
    const before = v128.load(d);
    const reach = f32x4.mul(f32x4.sqrt(f32x4.add(before, floor)), gradient);
    const change = f32x4.div(reach, f32x4.sqrt(f32x4.add(mean, floor)));
    const changes = f32x4.add(f32x4.mul(keep, before), f32x4.mul(take, f32x4.mul(change, change)));
    v128.store(v, mean);
    v128.store(d, flush(changes));
    v128.store(w, f32x4.sub(v128.load(w), f32x4.mul(step, change)));
    w += 16; v += 16; d += 16; g += 16;
  }
}
