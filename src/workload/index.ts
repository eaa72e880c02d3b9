import type { Spec } from '../sweepfile/spec.ts';
import type { TrainableKind } from '../trainable/index.ts';
import { openModule } from './module.ts';
import { openNetwork } from './network.ts';
import type { OpenedWorkload, OpenWorkload, WorkloadPlace } from './openedWorkload.ts';
import { openProgram } from './program.ts';

const OPENERS: Readonly<Record<TrainableKind, OpenWorkload>> = {
  network: openNetwork as OpenWorkload,
  program: openProgram as OpenWorkload,
  module: openModule as OpenWorkload,
};

/** See {@link OpenWorkload}. */
export function openWorkload(spec: Spec, place: WorkloadPlace): Promise<OpenedWorkload> {
  return OPENERS[spec.setup.kind](spec, place);
}
