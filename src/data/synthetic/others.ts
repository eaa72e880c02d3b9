import type { Random } from '../../random.ts';
import type { Canvas } from './canvas.ts';
import { between, chance } from './draw.ts';

/** Two legs; legs close together look much like a narrow dress. */
export function drawTrouser(canvas: Canvas, random: Random, shade: number): void {
  const waist = between(random, 0.22, 0.38);
  const hip = waist * between(random, 1, 1.22);
  const ankle = between(random, 0.1, 0.24);
  const apart = between(random, 0, 0.22);
  const crotch = between(random, -0.42, -0.12);
  const length = chance(random, 0.12) ? between(random, 0.1, 0.6) : between(random, 0.74, 1);
  for (const side of [-1, 1]) {
    canvas
      .to(0, -0.94)
      .to(side * waist, -0.94)
      .to(side * hip, -0.46);
    canvas
      .to(side * (apart + 2 * ankle), length)
      .to(side * apart, length)
      .to(side * 0.01, crotch);
    canvas.fill(shade * between(random, 0.9, 1));
  }
  const belt = shade * between(random, 0.5, 1.1);
  canvas.to(-waist, -0.94).to(waist, -0.94).to(waist, -0.82).to(-waist, -0.82).fill(belt);
}

/** A box or trapezium with a handle, a strap or neither. */
export function drawBag(canvas: Canvas, random: Random, shade: number): void {
  const top = between(random, -0.42, 0.06);
  const bottom = between(random, 0.42, 0.84);
  const lower = between(random, 0.56, 0.92);
  const upper = lower * between(random, 0.66, 1.06);
  if (!chance(random, 0.18)) drawHandle(canvas, random, top, upper, shade * between(random, 0.5, 1.05));
  canvas
    .to(-upper, top)
    .to(upper, top)
    .to(lower, bottom - 0.1)
    .to(lower * 0.92, bottom);
  canvas
    .to(-lower * 0.92, bottom)
    .to(-lower, bottom - 0.1)
    .fill(shade);
  const detail = shade * between(random, 0.5, 1.2);
  if (chance(random, 0.5)) {
    const flap = top + (bottom - top) * between(random, 0.2, 0.6);
    canvas
      .to(-upper, top)
      .to(upper, top)
      .to(upper * 0.86, flap)
      .to(-upper * 0.86, flap)
      .fill(detail);
  }
  const clasp = (top + bottom) / 2;
  canvas
    .to(-0.08, clasp)
    .to(0.08, clasp)
    .to(0.08, clasp + 0.14)
    .to(-0.08, clasp + 0.14)
    .fill(detail);
}

function drawHandle(canvas: Canvas, random: Random, top: number, width: number, shade: number): void {
  const reach = width * between(random, 0.4, 0.96);
  const peak = Math.max(-1, top - between(random, 0.2, 0.9));
  const band = between(random, 0.06, 0.14);
  const crown = reach * between(random, 0.3, 0.9);
  canvas
    .to(-reach, top + 0.1)
    .to(-crown, peak)
    .to(crown, peak)
    .to(reach, top + 0.1)
    .next();
  canvas.to(-reach + band, top + 0.1).to(-crown + band * 0.7, peak + band);
  canvas
    .to(crown - band * 0.7, peak + band)
    .to(reach - band, top + 0.1)
    .fill(shade);
}
