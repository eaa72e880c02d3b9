/** Adagrad (Duchi et al. 2011) in Keras's form: w −= rate·g/√(Σg² + ε). One pass over `size` floats, a multiple of 4. */
export function adagrad(w: usize, v: usize, g: usize, size: i32, rate: f32, epsilon: f32): void {
  const step = f32x4.splat(rate);
  const floor = f32x4.splat(epsilon);
  const end = w + (<usize>size << 2);
  while (w < end) {
    const gradient = v128.load(g);
    const sum = f32x4.add(v128.load(v), f32x4.mul(gradient, gradient));
    v128.store(v, sum);
    const change = f32x4.div(f32x4.mul(step, gradient), f32x4.sqrt(f32x4.add(sum, floor)));
    v128.store(w, f32x4.sub(v128.load(w), change));
    w += 16; v += 16; g += 16;
  }
}
