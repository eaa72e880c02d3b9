import { filesDirectory } from '../../workload/filesDirectory.ts';
import type { WorkloadPlace } from '../../workload/openedWorkload.ts';
import type { Context } from '../context.ts';
import { surroundings } from '../surroundings.ts';

/** The place in which a command opens a workload. */
export function placeOf({ database }: Context, signal: AbortSignal): WorkloadPlace {
  return { surroundings: surroundings(), filesDirectory: filesDirectory(database), signal };
}
