import type { Random } from '../../random.ts';
import type { Canvas } from './canvas.ts';
import { between, chance } from './draw.ts';
import { drawUpperBody } from './upperBody.ts';

// The ranges of these five overlap on purpose: a long-sleeved shirt with a faint opening is close to a pullover,
// a short-sleeved one to a T-shirt, a coat to both. That is where configurations differ.

export function drawTShirt(canvas: Canvas, random: Random, shade: number): void {
  const width = between(random, 0.42, 0.58);
  const cut = {
    shoulder: width,
    waist: width * between(random, 0.8, 0.98),
    hem: width * between(random, 0.84, 1.06),
    length: between(random, 0.5, 0.92),
    sleeve: chance(random, 0.12) ? 0 : between(random, 0.1, 0.4),
    neckDepth: between(random, 0.06, 0.3),
    collar: chance(random, 0.06),
    opening: chance(random, 0.04) ? between(random, 0.1, 0.4) : 0,
  };
  drawUpperBody(canvas, random, cut, shade);
}

export function drawPullover(canvas: Canvas, random: Random, shade: number): void {
  const width = between(random, 0.44, 0.6);
  const cut = {
    shoulder: width,
    waist: width * between(random, 0.84, 1),
    hem: width * between(random, 0.8, 1.04),
    length: between(random, 0.5, 0.82),
    sleeve: between(random, 0.78, 1.06),
    neckDepth: between(random, 0.03, 0.24),
    collar: chance(random, 0.1),
    opening: chance(random, 0.06) ? between(random, 0.08, 0.35) : 0,
  };
  drawUpperBody(canvas, random, cut, shade);
}

export function drawDress(canvas: Canvas, random: Random, shade: number): void {
  const width = between(random, 0.26, 0.42);
  const cut = {
    shoulder: width,
    waist: width * between(random, 0.68, 0.98),
    hem: width * between(random, 0.92, 1.7),
    length: between(random, 0.8, 1),
    sleeve: chance(random, 0.45) ? 0 : between(random, 0.1, 0.95),
    neckDepth: between(random, 0.04, 0.34),
    collar: chance(random, 0.08),
    opening: chance(random, 0.08) ? between(random, 0.08, 0.4) : 0,
  };
  drawUpperBody(canvas, random, cut, shade);
}

export function drawCoat(canvas: Canvas, random: Random, shade: number): void {
  const width = between(random, 0.42, 0.58);
  const cut = {
    shoulder: width,
    waist: width * between(random, 0.82, 1),
    hem: width * between(random, 0.86, 1.14),
    length: between(random, 0.72, 1),
    sleeve: between(random, 0.8, 1.1),
    neckDepth: between(random, 0.08, 0.34),
    collar: chance(random, 0.8),
    opening: chance(random, 0.93) ? between(random, 0.18, 0.72) : 0,
  };
  drawUpperBody(canvas, random, cut, shade);
}

export function drawShirt(canvas: Canvas, random: Random, shade: number): void {
  const width = between(random, 0.4, 0.57);
  const cut = {
    shoulder: width,
    waist: width * between(random, 0.78, 1),
    hem: width * between(random, 0.84, 1.1),
    length: between(random, 0.54, 0.88),
    sleeve: chance(random, 0.3) ? between(random, 0.2, 0.5) : between(random, 0.56, 1.02),
    neckDepth: between(random, 0.06, 0.32),
    collar: chance(random, 0.75),
    opening: chance(random, 0.8) ? between(random, 0.08, 0.45) : 0,
  };
  drawUpperBody(canvas, random, cut, shade);
}
