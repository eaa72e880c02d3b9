import type { Assignment, Configuration } from '../configuration.ts';
import { existing } from '../space/conditions.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { trainableOf } from '../trainable/index.ts';

/** Makes the canonical configurations of a spec's assignments, in which some parameters may not exist. */
export function configureIn({ setup, space }: Pick<Spec, 'setup' | 'space'>) {
  const { configure } = trainableOf(setup.kind);
  return (assigned: Assignment): Configuration => configure(existing(space, assigned));
}
