import { pictureUnreadable } from './pictureUnreadable.ts';

/**
 * Undoes the filters of a PNG's lines in place: each is a filter's number and `rowBytes` bytes; `pixelBytes` is how
 * far the pixel to the left lies (section 9 of the specification).
 */
export function unfilter(lines: Uint8Array, rowBytes: number, pixelBytes: number): void {
  const stride = rowBytes + 1;
  for (let start = 0; start < lines.length; start += stride) {
    const filter = lines[start]!;
    if (filter > 4) throw pictureUnreadable('Its pixels are damaged.');
    if (filter === 0) continue;
    for (let i = start + 1; i < start + stride; i++) {
      const inRow = i - start > pixelBytes;
      const left = inRow ? lines[i - pixelBytes]! : 0;
      const up = start > 0 ? lines[i - stride]! : 0;
      if (filter === 1) lines[i]! += left;
      else if (filter === 2) lines[i]! += up;
      else if (filter === 3) lines[i]! += (left + up) >> 1;
      else lines[i]! += paeth(left, up, inRow && start > 0 ? lines[i - stride - pixelBytes]! : 0);
    }
  }
}

function paeth(left: number, up: number, upLeft: number): number {
  const guess = left + up - upLeft;
  const [ofLeft, ofUp, ofUpLeft] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upLeft)];
  if (ofLeft <= ofUp && ofLeft <= ofUpLeft) return left;
  return ofUp <= ofUpLeft ? up : upLeft;
}
