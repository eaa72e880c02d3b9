import type { Random } from '../../random.ts';
import type { Canvas } from './canvas.ts';
import { between, chance } from './draw.ts';

/**
 * Measures of a garment for the upper body, in garment space (about −1 to 1), lying flat, seen from the
 * front.
 */
export interface Cut {
  /** Half widths. */
  readonly shoulder: number;
  readonly waist: number;
  readonly hem: number;
  /** Lower edge. */
  readonly length: number;
  /** 0 is sleeveless, 1 reaches the wrist. */
  readonly sleeve: number;
  readonly neckDepth: number;
  readonly collar: boolean;
  /** Contrast of the front's opening; 0 is a closed front. */
  readonly opening: number;
}

const TOP = -0.88;

/** Draws sleeves, torso, collar and front opening. */
export function drawUpperBody(canvas: Canvas, random: Random, cut: Cut, shade: number): void {
  const neck = between(random, 0.16, 0.26);
  const chest = cut.shoulder * between(random, 0.86, 0.98);
  const armpit = between(random, -0.5, -0.36);
  if (cut.sleeve > 0.05) drawSleeves(canvas, random, cut, armpit, shade * between(random, 0.82, 1.02));
  canvas
    .to(0, TOP + cut.neckDepth)
    .to(neck, TOP)
    .to(cut.shoulder, TOP + 0.14);
  canvas.to(chest, armpit).to(cut.waist, 0.1).to(cut.hem, cut.length).to(-cut.hem, cut.length);
  canvas
    .to(-cut.waist, 0.1)
    .to(-chest, armpit)
    .to(-cut.shoulder, TOP + 0.14)
    .to(-neck, TOP)
    .fill(shade);
  if (cut.collar) drawCollar(canvas, neck, cut.neckDepth, shade * between(random, 0.6, 1.25));
  if (cut.opening > 0) drawOpening(canvas, random, cut, shade);
}

function drawSleeves(canvas: Canvas, random: Random, cut: Cut, armpit: number, shade: number): void {
  const spread = between(random, 0.14, 0.36);
  const drop = 0.22 + 1.28 * cut.sleeve;
  const width = between(random, 0.22, 0.32) * (1 - 0.3 * cut.sleeve);
  for (const side of [-1, 1]) {
    const endX = cut.shoulder + spread * (0.4 + cut.sleeve);
    const endY = TOP + 0.14 + drop;
    canvas.to(side * (cut.shoulder - 0.12), TOP + 0.1).to(side * (cut.shoulder + 0.06), TOP + 0.18);
    canvas.to(side * (endX + width * 0.4), endY - 0.04).to(side * (endX - width * 0.6), endY + 0.04);
    canvas.to(side * (cut.shoulder - 0.16), armpit + 0.1).fill(shade);
  }
}

function drawCollar(canvas: Canvas, neck: number, depth: number, shade: number): void {
  for (const side of [-1, 1]) {
    canvas.to(side * neck, TOP - 0.05).to(side * (neck + 0.08), TOP + 0.12);
    canvas
      .to(side * 0.04, TOP + depth + 0.2)
      .to(side * 0.02, TOP + depth)
      .fill(shade);
  }
}

function drawOpening(canvas: Canvas, random: Random, cut: Cut, shade: number): void {
  const line = shade * (1 - cut.opening);
  const half = between(random, 0.02, 0.05);
  const start = TOP + cut.neckDepth;
  canvas.to(-half, start).to(half, start).to(half, cut.length).to(-half, cut.length).fill(line);
  if (!chance(random, 0.5)) return;
  const step = between(random, 0.26, 0.4);
  for (let y = start + 0.2; y < cut.length - 0.1; y += step) {
    canvas
      .to(0.06, y)
      .to(0.16, y)
      .to(0.16, y + 0.08)
      .to(0.06, y + 0.08)
      .fill(line);
  }
}
