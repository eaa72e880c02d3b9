import { spawnSync } from 'node:child_process';

/** Variables that limit every library to one thread, without messages of its own. */
export const SINGLE_THREAD: Readonly<Record<string, string>> = {
  OMP_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
  TF_NUM_INTRAOP_THREADS: '1',
  TF_NUM_INTEROP_THREADS: '1',
  XLA_FLAGS: '--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1',
  JAX_PLATFORMS: 'cpu',
  CUDA_VISIBLE_DEVICES: '',
  TF_CPP_MIN_LOG_LEVEL: '3',
};

/** The core that single-core measurements are pinned to. */
const CORE = process.env.SWEEP_BENCH_CORE ?? '0';
const canPin = spawnSync('taskset', ['-c', CORE, 'true']).status === 0;

/** A command pinned to one core, where the system can do that. */
export function pinned(command: string, args: readonly string[]): readonly [string, readonly string[]] {
  return canPin ? ['taskset', ['-c', CORE, command, ...args]] : [command, args];
}

/** Describes how measurements of this run are pinned. */
export const PINNING = canPin ? `pinned to core ${CORE}` : 'not pinned: there is no taskset here';
