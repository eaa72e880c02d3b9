/*
 * A convolution as matrix products: every place of the kernel on an image becomes a row, its patch, of kernel rows
 * of `segment` = kernel·channels floats. Places come in the order of pooling windows of `window`² of them, row by
 * row, and within a window row by row, so that pooling finds the values of a window side by side.
 */

/** Writes the patches of some images, and up to 3 further floats. Reads up to 3 floats beyond the images. */
export function gatherPatches(
  patches: usize, images: usize, count: i32, height: i32, row: i32,
  kernel: i32, segment: i32, strideRows: i32, strideFloats: i32, rows: i32, columns: i32, window: i32,
): void {
  const rowBytes = <usize>row << 2;
  const segmentBytes = <usize>segment << 2;
  const down = rowBytes * strideRows;
  const across = <usize>strideFloats << 2;
  for (let image = 0; image < count; image++) {
    for (let y = 0; y < rows; y += window) {
      for (let x = 0; x < columns; x += window) {
        for (let dy = 0; dy < window; dy++) {
          for (let dx = 0; dx < window; dx++) {
            let from = images + down * (y + dy) + across * (x + dx);
            if (kernel === 3 && segment <= 4) {
              v128.store(patches, v128.load(from));
              v128.store(patches + segmentBytes, v128.load(from + rowBytes));
              v128.store(patches + 2 * segmentBytes, v128.load(from + 2 * rowBytes));
              patches += 3 * segmentBytes;
              continue;
            }
            for (let k = 0; k < kernel; k++) {
              v128.store(patches, v128.load(from));
              for (let at: usize = 16; at < segmentBytes; at += 16) v128.store(patches + at, v128.load(from + at));
              patches += segmentBytes;
              from += rowBytes;
            }
          }
        }
      }
    }
    images += rowBytes * height;
  }
}

/** The transpose of {@link gatherPatches}: adds every patch to the place in the images that it came from. */
export function addPatches(
  images: usize, patches: usize, count: i32, height: i32, row: i32,
  kernel: i32, segment: i32, strideRows: i32, strideFloats: i32, rows: i32, columns: i32, window: i32,
): void {
  const rowBytes = <usize>row << 2;
  const segmentBytes = <usize>segment << 2;
  const whole = segmentBytes & ~15;
  const down = rowBytes * strideRows;
  const across = <usize>strideFloats << 2;
  for (let image = 0; image < count; image++) {
    for (let y = 0; y < rows; y += window) {
      for (let x = 0; x < columns; x += window) {
        for (let dy = 0; dy < window; dy++) {
          for (let dx = 0; dx < window; dx++) {
            let to = images + down * (y + dy) + across * (x + dx);
            for (let k = 0; k < kernel; k++) {
              let at: usize = 0;
              for (; at < whole; at += 16) {
                v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(patches + at)));
              }
              for (; at < segmentBytes; at += 4) store<f32>(to + at, load<f32>(to + at) + load<f32>(patches + at));
              patches += segmentBytes;
              to += rowBytes;
            }
          }
        }
      }
    }
    images += rowBytes * height;
  }
}
