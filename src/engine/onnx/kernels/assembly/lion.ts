import { flush } from './flush';

/** Lion (Chen et al. 2023): w −= rate·sign(β₁·m + (1−β₁)·g), m = β₂·m + (1−β₂)·g. `size` is a multiple of 4. */
export function lion(w: usize, m: usize, g: usize, size: i32, rate: f32, beta1: f32, beta2: f32): void {
  const keep1 = f32x4.splat(beta1);
  const take1 = f32x4.splat(1 - beta1);
  const keep2 = f32x4.splat(beta2);
  const take2 = f32x4.splat(1 - beta2);
  const up = f32x4.splat(rate);
  const down = f32x4.splat(-rate);
  const zero = f32x4.splat(0);
  const end = w + (<usize>size << 2);
  while (w < end) {
    const gradient = v128.load(g);
    const momentum = v128.load(m);
    const direction = f32x4.add(f32x4.mul(keep1, momentum), f32x4.mul(take1, gradient));
    const change = v128.or(
      v128.and(up, f32x4.gt(direction, zero)),
      v128.and(down, f32x4.lt(direction, zero)),
    );
    v128.store(w, f32x4.sub(v128.load(w), change));
    v128.store(m, flush(f32x4.add(f32x4.mul(keep2, momentum), f32x4.mul(take2, gradient))));
    w += 16; m += 16; g += 16;
  }
}
