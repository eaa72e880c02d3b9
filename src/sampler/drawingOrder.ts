import { parentsFirst } from '../space/conditions.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { trainableOf } from '../trainable/index.ts';

/**
 * The parameters of a spec in the order in which grids vary them and draws take them: the outermost ones,
 * then by name, and each after those that its existence depends on.
 */
export function drawingOrder({ setup, space }: Pick<Spec, 'setup' | 'space'>): string[] {
  const { outermost } = trainableOf(setup.kind);
  const others = [...space.keys()].filter((name) => !outermost.includes(name)).sort();
  return parentsFirst(space, [...outermost.filter((name) => space.has(name)), ...others]);
}
