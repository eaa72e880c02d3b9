import { isKnownBeforehand } from '../sampler/proposeAll.ts';
import type { PlannedConfiguration } from '../store/index.ts';
import { planSweep, type SweepPlan } from '../sweep/planSweep.ts';
import type { Spec } from '../sweepfile/spec.ts';
import type { Workload } from '../trainable/trainable.ts';

/** Configurations that are drawn to find out what those that a search will propose are like. */
const DRAWN = 64;

/** Those that are tried, or others like them where that is not known beforehand. */
export function typicalOf(
  spec: Spec,
  workload: Pick<Workload, 'describe'>,
  { configurations }: Pick<SweepPlan, 'configurations'>,
): readonly PlannedConfiguration[] {
  if (isKnownBeforehand(spec)) return configurations;
  return planSweep({ ...spec, method: 'random', runCap: DRAWN }, workload).configurations;
}
