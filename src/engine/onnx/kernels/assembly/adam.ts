import { flush, flushSquares } from './flush';

/**
 * Adam (Kingma and Ba 2015) in Keras's form: `stepSize` is lr·√(1−β₂ᵗ)/(1−β₁ᵗ). One pass over `size` floats
 * (a multiple of 8) of weights w, moments m and v, and gradients g.
 */
export function adam(
  w: usize, m: usize, v: usize, g: usize, size: i32,
  stepSize: f32, beta1: f32, beta2: f32, epsilon: f32,
): void {
  const keep1 = f32x4.splat(beta1);
  const take1 = f32x4.splat(1 - beta1);
  const keep2 = f32x4.splat(beta2);
  const take2 = f32x4.splat(1 - beta2);
  const rate = f32x4.splat(stepSize);
  const floor = f32x4.splat(epsilon);
  const end = w + (<usize>size << 2);
  while (w < end) {
    const g0 = v128.load(g), g1 = v128.load(g, 16);
    const m0 = flush(f32x4.add(f32x4.mul(keep1, v128.load(m)), f32x4.mul(take1, g0)));
    const m1 = flush(f32x4.add(f32x4.mul(keep1, v128.load(m, 16)), f32x4.mul(take1, g1)));
    const v0 = flushSquares(f32x4.add(f32x4.mul(keep2, v128.load(v)), f32x4.mul(take2, f32x4.mul(g0, g0))));
    const v1 = flushSquares(f32x4.add(f32x4.mul(keep2, v128.load(v, 16)), f32x4.mul(take2, f32x4.mul(g1, g1))));
    v128.store(m, m0);
    v128.store(m, m1, 16);
    v128.store(v, v0);
    v128.store(v, v1, 16);
    const d0 = f32x4.div(f32x4.mul(rate, m0), f32x4.add(f32x4.sqrt(v0), floor));
    const d1 = f32x4.div(f32x4.mul(rate, m1), f32x4.add(f32x4.sqrt(v1), floor));
    v128.store(w, f32x4.sub(v128.load(w), d0));
    v128.store(w, f32x4.sub(v128.load(w, 16), d1), 16);
    w += 32; m += 32; v += 32; g += 32;
  }
}

/** AMSGrad (Reddi et al. 2018): the same, divided by the largest v so far, which x holds. */
export function amsgrad(
  w: usize, m: usize, v: usize, x: usize, g: usize, size: i32,
  stepSize: f32, beta1: f32, beta2: f32, epsilon: f32,
): void {
  const keep1 = f32x4.splat(beta1);
  const take1 = f32x4.splat(1 - beta1);
  const keep2 = f32x4.splat(beta2);
  const take2 = f32x4.splat(1 - beta2);
  const rate = f32x4.splat(stepSize);
  const floor = f32x4.splat(epsilon);
  const end = w + (<usize>size << 2);
  while (w < end) {
    const gradient = v128.load(g);
    const first = flush(f32x4.add(f32x4.mul(keep1, v128.load(m)), f32x4.mul(take1, gradient)));
    const square = f32x4.mul(gradient, gradient);
    const second = flush(f32x4.add(f32x4.mul(keep2, v128.load(v)), f32x4.mul(take2, square)));
    const largest = f32x4.max(second, v128.load(x));
    v128.store(m, first);
    v128.store(v, second);
    v128.store(x, largest);
    const change = f32x4.div(f32x4.mul(rate, first), f32x4.add(f32x4.sqrt(largest), floor));
    v128.store(w, f32x4.sub(v128.load(w), change));
    w += 16; m += 16; v += 16; x += 16; g += 16;
  }
}
