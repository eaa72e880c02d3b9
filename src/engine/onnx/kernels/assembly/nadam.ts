import { flush } from './flush';

/**
 * Nadam (Dozat 2016) in Keras's form: w −= (ofFirst·m + ofGradient·g)/(√(ofSecond·v) + ε), where the factors hold
 * the learning rate and the bias corrections. One pass over `size` floats, a multiple of 4.
 */
export function nadam(
  w: usize, m: usize, v: usize, g: usize, size: i32,
  ofFirst: f32, ofGradient: f32, ofSecond: f32, beta1: f32, beta2: f32, epsilon: f32,
): void {
  const keep1 = f32x4.splat(beta1);
  const take1 = f32x4.splat(1 - beta1);
  const keep2 = f32x4.splat(beta2);
  const take2 = f32x4.splat(1 - beta2);
  const firstFactor = f32x4.splat(ofFirst);
  const gradientFactor = f32x4.splat(ofGradient);
  const secondFactor = f32x4.splat(ofSecond);
  const floor = f32x4.splat(epsilon);
  const end = w + (<usize>size << 2);
  while (w < end) {
    const gradient = v128.load(g);
    const first = flush(f32x4.add(f32x4.mul(keep1, v128.load(m)), f32x4.mul(take1, gradient)));
    const square = f32x4.mul(gradient, gradient);
    const second = flush(f32x4.add(f32x4.mul(keep2, v128.load(v)), f32x4.mul(take2, square)));
    v128.store(m, first);
    v128.store(v, second);
    const step = f32x4.add(f32x4.mul(firstFactor, first), f32x4.mul(gradientFactor, gradient));
    const divisor = f32x4.add(f32x4.sqrt(f32x4.mul(secondFactor, second)), floor);
    v128.store(w, f32x4.sub(v128.load(w), f32x4.div(step, divisor)));
    w += 16; m += 16; v += 16; g += 16;
  }
}
