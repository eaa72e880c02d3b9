import type { TrainableKind } from '../../trainable/index.ts';
import type { WorkloadKind } from './announced.ts';
import { moduleWorkloads } from './module.ts';
import { networkWorkloads } from './network.ts';
import { programWorkloads } from './program.ts';

/** Opens the workload of a spec, by the kind of its trainable. */
export const WORKLOADS: Readonly<Record<TrainableKind, WorkloadKind>> = {
  network: networkWorkloads as WorkloadKind,
  program: programWorkloads as WorkloadKind,
  module: moduleWorkloads as WorkloadKind,
};
