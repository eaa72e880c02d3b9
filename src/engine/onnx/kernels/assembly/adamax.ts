import { flush } from './flush';

/** Adamax (Kingma and Ba 2015): w −= stepSize·m/(u + ε), u = max(β₂·u, |g|). One pass over `size` floats, a multiple of 4. */
export function adamax(
  w: usize, m: usize, u: usize, g: usize, size: i32,
  stepSize: f32, beta1: f32, beta2: f32, epsilon: f32,
): void {
  const keep1 = f32x4.splat(beta1);
  const take1 = f32x4.splat(1 - beta1);
  const keep2 = f32x4.splat(beta2);
  const rate = f32x4.splat(stepSize);
  const floor = f32x4.splat(epsilon);
  const end = w + (<usize>size << 2);
  while (w < end) {
    const gradient = v128.load(g);
    const first = flush(f32x4.add(f32x4.mul(keep1, v128.load(m)), f32x4.mul(take1, gradient)));
    const norm = flush(f32x4.max(f32x4.mul(keep2, v128.load(u)), f32x4.abs(gradient)));
    v128.store(m, first);
    v128.store(u, norm);
    v128.store(w, f32x4.sub(v128.load(w), f32x4.div(f32x4.mul(rate, first), f32x4.add(norm, floor))));
    w += 16; m += 16; u += 16; g += 16;
  }
}
