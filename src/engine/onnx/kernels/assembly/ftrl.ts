/**
 * FTRL-Proximal (McMahan et al. 2013) in Keras's form, on `size` floats one after another. n is the sum of squared
 * gradients, z the linear term; `power` is the learning rate's power, −½ in the paper.
 */
export function ftrl(
  w: usize, n: usize, z: usize, g: usize, size: i32,
  rate: f32, power: f32, l1: f32, l2: f32, shrinkage: f32,
): void {
  const end = w + (<usize>size << 2);
  while (w < end) {
    const weight = load<f32>(w);
    const gradient = load<f32>(g);
    const before = load<f32>(n);
    const sum = before + gradient * gradient;
    const scaled = powered(sum, power);
    const shrunk = gradient + 2 * shrinkage * weight;
    const linear = load<f32>(z) + shrunk - ((scaled - powered(before, power)) / rate) * weight;
    const quadratic = scaled / rate + 2 * l2;
    const clipped = min<f32>(max<f32>(linear, -l1), l1);
    store<f32>(n, sum);
    store<f32>(z, linear);
    store<f32>(w, quadratic == 0 ? 0 : (clipped - linear) / quadratic);
    w += 4; n += 4; z += 4; g += 4;
  }
}

// @ts-ignore: decorator
@inline
function powered(value: f32, power: f32): f32 {
  return power == -0.5 ? sqrt<f32>(value) : Mathf.pow(value, -power);
}
