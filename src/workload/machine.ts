import { availableParallelism, cpus, totalmem } from 'node:os';
import { packageVersion } from '../package.ts';
import type { Machine } from '../store/store.ts';

/** The description of this machine that is stored with sweeps. */
export function machine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    sweep: packageVersion(),
  };
}
