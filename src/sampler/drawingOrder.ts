import type { Spec } from '../sweepfile/spec.ts';
import { trainableOf } from '../trainable/index.ts';

/** The parameters of a spec in the order in which grids vary them and draws take them: the outermost, then by name. */
export function drawingOrder({ setup, space }: Pick<Spec, 'setup' | 'space'>): string[] {
  const { outermost } = trainableOf(setup.kind);
  const others = [...space.keys()].filter((name) => !outermost.includes(name)).sort();
  return [...outermost.filter((name) => space.has(name)), ...others];
}
