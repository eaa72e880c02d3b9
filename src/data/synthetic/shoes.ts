import type { Random } from '../../random.ts';
import type { Canvas } from './canvas.ts';
import { between, chance } from './draw.ts';

const GROUND = 0.62;

/** A closed shoe from the side, its toe to the left; the shaft's upper edge lies `shaft` above the instep. */
function drawShoe(canvas: Canvas, random: Random, shaft: number, heel: number, shade: number): void {
  const sole = between(random, 0.08, 0.2);
  const toe = between(random, 0.02, 0.16);
  const instep = between(random, -0.3, 0.02);
  const top = 0.02 - shaft;
  const lean = between(random, -0.06, 0.08);
  const base = GROUND - sole;
  canvas
    .to(-0.94, base)
    .to(-0.92, base - 0.14 - toe)
    .to(-0.6, base - 0.3 - toe)
    .to(instep - 0.12, 0.06);
  canvas
    .to(instep + 0.1 + lean, top)
    .to(0.84 + lean, top - 0.04)
    .to(0.84, 0.1)
    .to(0.92, base)
    .fill(shade);
  const under = shade * between(random, 0.45, 1.3);
  canvas
    .to(-0.98, base)
    .to(0.94, base - heel * 0.3)
    .to(0.94, GROUND + heel)
    .to(0.94 - 0.5, GROUND + heel);
  canvas.to(0.36, GROUND).to(-0.9, GROUND).fill(under);
  if (chance(random, 0.6)) drawLaces(canvas, random, instep, top, shade);
}

function drawLaces(canvas: Canvas, random: Random, instep: number, top: number, shade: number): void {
  const line = shade * between(random, 0.3, 0.8);
  const laces = 2 + random.below(3);
  for (let i = 0; i < laces; i++) {
    const share = (i + 0.5) / laces;
    const x = -0.5 + (instep + 0.5) * share;
    const y = 0.16 + (top - 0.1) * share;
    canvas
      .to(x, y)
      .to(x + 0.22, y + 0.12)
      .to(x + 0.18, y + 0.18)
      .to(x - 0.04, y + 0.06)
      .fill(line);
  }
}

export function drawSneaker(canvas: Canvas, random: Random, shade: number): void {
  const shaft = chance(random, 0.12) ? between(random, 0.3, 0.6) : between(random, 0.02, 0.32);
  drawShoe(canvas, random, shaft, between(random, 0, 0.06), shade);
}

export function drawBoot(canvas: Canvas, random: Random, shade: number): void {
  const shaft = chance(random, 0.1) ? between(random, 0.16, 0.4) : between(random, 0.38, 0.95);
  drawShoe(canvas, random, shaft, between(random, 0, 0.3), shade);
}

/** A sole, a heel and two to five straps; the inside stays empty unless the straps are broad. */
export function drawSandal(canvas: Canvas, random: Random, shade: number): void {
  const lift = between(random, 0, 0.62);
  const thick = between(random, 0.07, 0.16);
  const heelTop = GROUND - thick - lift;
  canvas
    .to(-0.94, GROUND - thick)
    .to(-0.3, GROUND - thick)
    .to(0.9, heelTop)
    .to(0.9, heelTop + thick);
  canvas.to(-0.2, GROUND).to(-0.94, GROUND).fill(shade);
  const heelWidth = between(random, 0.06, 0.5);
  canvas
    .to(0.9, heelTop)
    .to(0.86, GROUND)
    .to(0.86 - heelWidth, GROUND)
    .to(0.9 - heelWidth, heelTop)
    .fill(shade);
  const straps = 2 + random.below(4);
  const band = chance(random, 0.15) ? between(random, 0.2, 0.34) : between(random, 0.05, 0.18);
  for (let i = 0; i < straps; i++) {
    const x = -0.8 + (1.6 * (i + between(random, 0.2, 0.8))) / straps;
    const foot = GROUND - thick - (x > -0.3 ? (lift * (x + 0.3)) / 1.2 : 0);
    const height = between(random, 0.22, 0.6) * (x < -0.3 ? 0.6 : 1);
    const slant = between(random, -0.3, 0.34);
    canvas
      .to(x, foot)
      .to(x + slant, foot - height)
      .to(x + slant + band, foot - height)
      .to(x + band, foot);
    canvas.fill(shade * between(random, 0.7, 1.1));
  }
}
