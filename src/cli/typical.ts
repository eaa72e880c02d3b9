import { isKnownBeforehand } from '../sampler/proposeAll.ts';
import type { PlannedConfiguration } from '../store/index.ts';
import { planSweep, type SweepPlan } from '../sweep/planSweep.ts';
import type { Spec } from '../sweepfile/spec.ts';
import type { Workload } from '../trainable/trainable.ts';

/** Number of configurations that are drawn to know what a search's own will be like. */
const DRAWN = 64;

/** The configurations to be tried, or others like them if they are not known beforehand. */
export function typicalOf(
  spec: Spec,
  workload: Pick<Workload, 'describe'>,
  { configurations }: Pick<SweepPlan, 'configurations'>,
): readonly PlannedConfiguration[] {
  if (isKnownBeforehand(spec)) return configurations;
  return planSweep({ ...spec, method: 'random', runCap: DRAWN }, workload).configurations;
}
