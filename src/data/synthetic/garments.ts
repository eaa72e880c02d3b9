import type { Random } from '../../random.ts';
import type { Canvas } from './canvas.ts';
import { drawBag, drawTrouser } from './others.ts';
import { drawBoot, drawSandal, drawSneaker } from './shoes.ts';
import { drawCoat, drawDress, drawPullover, drawShirt, drawTShirt } from './tops.ts';

interface Garment {
  readonly draw: (canvas: Canvas, random: Random, shade: number) => void;
  /** Whether it also appears facing the other way. */
  readonly turns: boolean;
}

/** One garment for each class, in the order of the class names. */
export const GARMENTS: readonly Garment[] = [
  { draw: drawTShirt, turns: false },
  { draw: drawTrouser, turns: false },
  { draw: drawPullover, turns: false },
  { draw: drawDress, turns: false },
  { draw: drawCoat, turns: false },
  { draw: drawSandal, turns: true },
  { draw: drawShirt, turns: false },
  { draw: drawSneaker, turns: true },
  { draw: drawBag, turns: false },
  { draw: drawBoot, turns: true },
];
