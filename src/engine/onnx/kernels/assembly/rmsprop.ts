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
