/**
 * Adds to `gradient` [kernel·segment, filters] the part of a convolution kernel's gradient that comes from
 * `dy` [windows, filters]. Each value of `dy` belongs to the one place of its pooling window that `chosen`
 * names; `places` holds the byte offset of every place's patch from that of the first. A product with all
 * patches would be mostly zeros.
 *
 * Three times four pixels of a patch and four filters are processed at once, in registers. Reads up to 3
 * floats beyond the images and beyond dy.
 */
export function pooledKernelGradient(
  gradient: usize, dy: usize, chosen: usize, images: usize, places: usize,
  count: i32, height: i32, row: i32, kernel: i32, segment: i32,
  windowRows: i32, windowColumns: i32, strideRows: i32, strideFloats: i32, filters: i32,
): void {
  const blocks = (segment + 3) >> 2;
  const parts = kernel * blocks;
  for (let filter = 0; filter < filters; filter += 4) {
    for (let part = 0; part < parts; part += 3) {
      const at0 = offsetOf(part, blocks, row);
      const at1 = offsetOf(min(part + 1, parts - 1), blocks, row) - at0;
      const at2 = offsetOf(min(part + 2, parts - 1), blocks, row) - at0;
      let a0 = f32x4.splat(0), a1 = f32x4.splat(0), a2 = f32x4.splat(0);
      let b0 = f32x4.splat(0), b1 = f32x4.splat(0), b2 = f32x4.splat(0);
      let c0 = f32x4.splat(0), c1 = f32x4.splat(0), c2 = f32x4.splat(0);
      let d0 = f32x4.splat(0), d1 = f32x4.splat(0), d2 = f32x4.splat(0);
      let from = dy + (<usize>filter << 2);
      let choice = chosen + <usize>filter;
      for (let image = 0; image < count; image++) {
        for (let y = 0; y < windowRows; y++) {
          let patch = images + at0 + ((<usize>(image * height + y * strideRows) * row) << 2);
          for (let x = 0; x < windowColumns; x++) {
            const values = v128.load(from);
            const choices = load<u32>(choice);
            let place = patch + load<u32>(places + ((choices & 255) << 2));
            let value = v128.shuffle<f32>(values, values, 0, 0, 0, 0);
            a0 = f32x4.add(a0, f32x4.mul(value, v128.load(place)));
            a1 = f32x4.add(a1, f32x4.mul(value, v128.load(place + at1)));
            a2 = f32x4.add(a2, f32x4.mul(value, v128.load(place + at2)));
            place = patch + load<u32>(places + (((choices >> 8) & 255) << 2));
            value = v128.shuffle<f32>(values, values, 1, 1, 1, 1);
            b0 = f32x4.add(b0, f32x4.mul(value, v128.load(place)));
            b1 = f32x4.add(b1, f32x4.mul(value, v128.load(place + at1)));
            b2 = f32x4.add(b2, f32x4.mul(value, v128.load(place + at2)));
            place = patch + load<u32>(places + (((choices >> 16) & 255) << 2));
            value = v128.shuffle<f32>(values, values, 2, 2, 2, 2);
            c0 = f32x4.add(c0, f32x4.mul(value, v128.load(place)));
            c1 = f32x4.add(c1, f32x4.mul(value, v128.load(place + at1)));
            c2 = f32x4.add(c2, f32x4.mul(value, v128.load(place + at2)));
            place = patch + load<u32>(places + ((choices >> 24) << 2));
            value = v128.shuffle<f32>(values, values, 3, 3, 3, 3);
            d0 = f32x4.add(d0, f32x4.mul(value, v128.load(place)));
            d1 = f32x4.add(d1, f32x4.mul(value, v128.load(place + at1)));
            d2 = f32x4.add(d2, f32x4.mul(value, v128.load(place + at2)));
            from += <usize>filters << 2;
            choice += <usize>filters;
            patch += <usize>strideFloats << 2;
          }
        }
      }
      const left = filters - filter;
      addPixels(gradient, part, blocks, segment, filters, filter, a0);
      if (left > 1) addPixels(gradient, part, blocks, segment, filters, filter + 1, b0);
      if (left > 2) addPixels(gradient, part, blocks, segment, filters, filter + 2, c0);
      if (left > 3) addPixels(gradient, part, blocks, segment, filters, filter + 3, d0);
      if (part + 1 >= parts) continue;
      addPixels(gradient, part + 1, blocks, segment, filters, filter, a1);
      if (left > 1) addPixels(gradient, part + 1, blocks, segment, filters, filter + 1, b1);
      if (left > 2) addPixels(gradient, part + 1, blocks, segment, filters, filter + 2, c1);
      if (left > 3) addPixels(gradient, part + 1, blocks, segment, filters, filter + 3, d1);
      if (part + 2 >= parts) continue;
      addPixels(gradient, part + 2, blocks, segment, filters, filter, a2);
      if (left > 1) addPixels(gradient, part + 2, blocks, segment, filters, filter + 1, b2);
      if (left > 2) addPixels(gradient, part + 2, blocks, segment, filters, filter + 2, c2);
      if (left > 3) addPixels(gradient, part + 2, blocks, segment, filters, filter + 3, d2);
    }
  }
}

/** Byte offset, within a patch, of four floats of one of the kernel's rows. */
// @ts-ignore: decorator
@inline
function offsetOf(part: i32, blocks: i32, row: i32): usize {
  return <usize>((part / blocks) * row + (part % blocks) * 4) << 2;
}

/** Adds the gradients of up to four pixels of the kernel's row for one filter. */
function addPixels(
  gradient: usize, part: i32, blocks: i32, segment: i32, filters: i32, filter: i32, sums: v128,
): void {
  const within = (part % blocks) * 4;
  const first = (part / blocks) * segment + within;
  addAt(gradient, first, filters, filter, f32x4.extract_lane(sums, 0));
  if (within + 1 < segment) addAt(gradient, first + 1, filters, filter, f32x4.extract_lane(sums, 1));
  if (within + 2 < segment) addAt(gradient, first + 2, filters, filter, f32x4.extract_lane(sums, 2));
  if (within + 3 < segment) addAt(gradient, first + 3, filters, filter, f32x4.extract_lane(sums, 3));
}

// @ts-ignore: decorator
@inline
function addAt(gradient: usize, pixel: i32, filters: i32, filter: i32, value: f32): void {
  const at = gradient + (<usize>(pixel * filters + filter) << 2);
  store<f32>(at, load<f32>(at) + value);
}
