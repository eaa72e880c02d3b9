/** Side of the square picture in pixels. */
export const SIDE = 28;
/** Scan lines per pixel row; horizontally the coverage of a pixel is exact. */
const LINES_PER_ROW = 3;
const LINES = SIDE * LINES_PER_ROW;
const MOST_CROSSINGS = 24;
const MOST_POINTS = 64;

/**
 * A 28×28 picture on which polygons are filled by scan lines, with soft edges. Shapes are given in garment
 * space, x to the right and y down, both about −1 to 1, and mapped by the affine map that {@link place} sets.
 * It uses only sums, products and quotients, so that the same calls give the same bits on every machine.
 */
export class Canvas {
  /** Brightness from 0 (background) to 1, row by row. */
  readonly pixels = new Float32Array(SIDE * SIDE);
  private readonly xs = new Float64Array(MOST_POINTS);
  private readonly ys = new Float64Array(MOST_POINTS);
  private count = 0;
  private contourStart = 0;
  private readonly crossings = new Float64Array(LINES * MOST_CROSSINGS);
  private readonly crossingCounts = new Uint8Array(LINES);
  private readonly coverage = new Float64Array(SIDE);
  /** Scan lines with crossings are in the range from `firstLine` to before the end. */
  private firstLine = LINES;
  private endLine = 0;
  private map = { xx: 1, xy: 0, yx: 0, yy: 1, x: 0, y: 0 };

  clear(): void {
    this.pixels.fill(0);
  }

  /** Sets the map to pixels: column = xx·x + xy·y + x₀, row = yx·x + yy·y + y₀. */
  place(xx: number, xy: number, yx: number, yy: number, x: number, y: number): void {
    this.map = { xx, xy, yx, yy, x, y };
  }

  /** Adds a corner to the contour. */
  to(x: number, y: number): this {
    const { map } = this;
    this.xs[this.count] = map.xx * x + map.xy * y + map.x;
    this.ys[this.count] = map.yx * x + map.yy * y + map.y;
    this.count++;
    return this;
  }

  /** Ends one contour and begins the next; an overlap of two is a hole. */
  next(): this {
    this.close();
    return this;
  }

  /** Fills the inside of the contours (even-odd rule), drops them, and blends the shade over the picture. */
  fill(shade: number): void {
    this.close();
    this.count = 0;
    this.contourStart = 0;
    const firstRow = Math.floor(this.firstLine / LINES_PER_ROW);
    for (let row = firstRow; row * LINES_PER_ROW < this.endLine; row++) {
      this.fillRow(row, shade);
    }
    this.firstLine = LINES;
    this.endLine = 0;
  }

  private close(): void {
    const start = this.contourStart;
    for (let i = start; i < this.count; i++) {
      const j = i + 1 < this.count ? i + 1 : start;
      this.edge(this.xs[i]!, this.ys[i]!, this.xs[j]!, this.ys[j]!);
    }
    this.contourStart = this.count;
  }

  /** Records where an edge crosses the scan lines, whose middles lie at (line + ½) / LINES_PER_ROW. */
  private edge(x0: number, y0: number, x1: number, y1: number): void {
    const top = Math.min(y0, y1);
    const bottom = Math.max(y0, y1);
    const first = Math.max(0, Math.ceil(top * LINES_PER_ROW - 0.5));
    const end = Math.min(LINES, Math.ceil(bottom * LINES_PER_ROW - 0.5));
    if (first >= end) return;
    if (first < this.firstLine) this.firstLine = first;
    if (end > this.endLine) this.endLine = end;
    const slope = (x1 - x0) / (y1 - y0);
    for (let line = first; line < end; line++) {
      const x = x0 + ((line + 0.5) / LINES_PER_ROW - y0) * slope;
      let slot = this.crossingCounts[line]!;
      if (slot === MOST_CROSSINGS) continue;
      this.crossingCounts[line] = slot + 1;
      const base = line * MOST_CROSSINGS;
      for (; slot > 0 && this.crossings[base + slot - 1]! > x; slot--) {
        this.crossings[base + slot] = this.crossings[base + slot - 1]!;
      }
      this.crossings[base + slot] = x;
    }
  }

  private fillRow(row: number, shade: number): void {
    let touched = false;
    for (let line = row * LINES_PER_ROW; line < (row + 1) * LINES_PER_ROW; line++) {
      const count = this.crossingCounts[line]!;
      if (count === 0) continue;
      this.crossingCounts[line] = 0;
      const base = line * MOST_CROSSINGS;
      for (let i = 0; i + 1 < count; i += 2) {
        this.cover(this.crossings[base + i]!, this.crossings[base + i + 1]!);
        touched = true;
      }
    }
    if (!touched) return;
    for (let column = 0; column < SIDE; column++) {
      const share = this.coverage[column]! / LINES_PER_ROW;
      if (share === 0) continue;
      this.coverage[column] = 0;
      const pixel = row * SIDE + column;
      this.pixels[pixel] = this.pixels[pixel]! * (1 - share) + shade * share;
    }
  }

  private cover(left: number, right: number): void {
    const from = Math.max(left, 0);
    const end = Math.min(right, SIDE);
    for (let column = Math.floor(from); column < end; column++) {
      const near = Math.max(from, column);
      const far = Math.min(end, column + 1);
      this.coverage[column] = this.coverage[column]! + (far - near);
    }
  }
}
