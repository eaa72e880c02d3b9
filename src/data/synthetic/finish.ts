import type { Random } from '../../random.ts';
import { type Canvas, SIDE } from './canvas.ts';
import { between, chance } from './draw.ts';

const NOISE = 1 << 14;

/** A table of noise with mean 0 and deviation 1 (a sum of twelve even draws), read from a random position. */
export function noiseTable(random: Random): Float32Array {
  const table = new Float32Array(NOISE + SIDE * SIDE);
  for (let i = 0; i < table.length; i++) {
    let sum = -6;
    for (let k = 0; k < 12; k++) sum += random.uniform();
    table[i] = sum;
  }
  return table;
}

/** Changes the garment's position a little: moved, turned, sheared, larger or smaller. */
export function placeGarment(canvas: Canvas, random: Random, mirrored: boolean): void {
  const half = between(random, -0.07, 0.07);
  const cos = (1 - half * half) / (1 + half * half);
  const sin = (2 * half) / (1 + half * half);
  const width = 13 * between(random, 0.81, 1.05) * (mirrored ? -1 : 1);
  const height = 13 * between(random, 0.81, 1.05);
  const shear = between(random, -0.07, 0.07);
  const x = 14 + between(random, -1.7, 1.7);
  const y = 14 + between(random, -1.7, 1.7);
  canvas.place(width * cos, height * (shear * cos - sin), width * sin, height * (shear * sin + cos), x, y);
}

/** Draws stripes, checks or a print on the cloth. */
export function dyeCloth(canvas: Canvas, random: Random): void {
  const kind = random.below(6);
  if (kind === 0) printPatch(canvas, random);
  if (kind === 1 || kind === 2) {
    const period = 2 + random.below(6);
    const depth = between(random, 0.1, 0.45);
    const phase = random.below(period);
    const along = random.below(3);
    stripe(canvas.pixels, period, phase, 1 - depth, along);
  }
}

/** Darkens one line in `period`: across, down or slanting. */
function stripe(pixels: Float32Array, period: number, phase: number, factor: number, along: number): void {
  const side = SIDE;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const line = along === 0 ? row : along === 1 ? column : row + column;
      if ((line + phase) % period === 0) pixels[row * side + column] = pixels[row * side + column]! * factor;
    }
  }
}

function printPatch(canvas: Canvas, random: Random): void {
  const size = between(random, 0.1, 0.34);
  const x = between(random, -0.3, 0.3);
  const y = between(random, -0.4, 0.4);
  const shade = between(random, 0.1, 1);
  canvas
    .to(x - size, y - size)
    .to(x + size, y - size)
    .to(x + size, y + size)
    .to(x - size, y + size)
    .fill(shade);
}

/** Hides a part of the picture, like a fold, a label or a careless crop. */
export function hidePart(canvas: Canvas, random: Random): void {
  if (!chance(random, 0.15)) return;
  const width = 4 + random.below(9);
  const height = 4 + random.below(9);
  const left = random.below(SIDE - width);
  const top = random.below(SIDE - height);
  const shade = chance(random, 0.6) ? 0 : random.uniform();
  for (let row = top; row < top + height; row++) {
    canvas.pixels.fill(shade, row * SIDE + left, row * SIDE + left + width);
  }
}

/** Writes the picture as bytes: contrast, light that falls off from side to side, and noise. */
export function develop(
  canvas: Canvas,
  random: Random,
  noise: Float32Array,
  out: Uint8Array,
  offset: number,
): void {
  const gain = 255 * between(random, 0.7, 1.1);
  const light = between(random, -0.012, 0.012);
  const cloth = between(random, 4, 20);
  const ground = chance(random, 0.5) ? 0 : between(random, 0, 12);
  const start = random.below(NOISE);
  const { pixels } = canvas;
  const side = SIDE;
  for (let i = 0; i < pixels.length; i++) {
    const ink = pixels[i]!;
    const shade = ink * gain * (1 + light * ((i % side) - 13.5));
    const value = shade + noise[start + i]! * (ink > 0.02 ? cloth : ground);
    out[offset + i] = Math.max(0, Math.min(value, 255));
  }
}
