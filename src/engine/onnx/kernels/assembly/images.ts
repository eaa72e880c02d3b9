/** floats = bytes / 255, over `size` of them; writes up to 3 further floats. */
export function toFloats(floats: usize, bytes: usize, size: i32): void {
  const unit = f32x4.splat(1.0 / 255.0);
  const end = bytes + <usize>size;
  while (bytes < end) {
    const words = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(bytes)));
    v128.store(floats, f32x4.mul(f32x4.convert_i32x4_u(words), unit));
    bytes += 4; floats += 16;
  }
}

/**
 * Copies images of `height` rows of `row` floats each into the middle of images of `paddedHeight` rows of
 * `paddedRow` floats, with zeros around them.
 */
export function padImages(
  padded: usize, images: usize, count: i32, height: i32, row: i32,
  paddedHeight: i32, paddedRow: i32, top: i32, left: i32,
): void {
  const rowBytes = <usize>row << 2;
  const paddedBytes = <usize>paddedRow << 2;
  memory.fill(padded, 0, paddedBytes * paddedHeight * count);
  padded += paddedBytes * top + (<usize>left << 2);
  for (let image = 0; image < count; image++) {
    for (let y = 0; y < height; y++) memory.copy(padded + paddedBytes * y, images + rowBytes * y, rowBytes);
    padded += paddedBytes * paddedHeight;
    images += rowBytes * height;
  }
}

/** The inverse of {@link padImages}: copies the middle. */
export function cropImages(
  images: usize, padded: usize, count: i32, height: i32, row: i32,
  paddedHeight: i32, paddedRow: i32, top: i32, left: i32,
): void {
  const rowBytes = <usize>row << 2;
  const paddedBytes = <usize>paddedRow << 2;
  padded += paddedBytes * top + (<usize>left << 2);
  for (let image = 0; image < count; image++) {
    for (let y = 0; y < height; y++) memory.copy(images + rowBytes * y, padded + paddedBytes * y, rowBytes);
    padded += paddedBytes * paddedHeight;
    images += rowBytes * height;
  }
}

/** Zeros over `size` floats. */
export function clear(floats: usize, size: i32): void {
  memory.fill(floats, 0, <usize>size << 2);
}
