import type { Random } from '../../random.ts';

/** A standard normal within two sigma: values outside are drawn again. */
export function truncatedNormal(random: Random): number {
  let draw = random.normal();
  while (Math.abs(draw) > 2) draw = random.normal();
  return draw;
}
