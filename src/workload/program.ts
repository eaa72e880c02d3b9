import { WandbEndpoint } from '../clients/wandb/endpoint.ts';
import { ProgramExecutor } from '../executor/program/programExecutor.ts';
import type { ProgramSetup } from '../trainable/program/program.ts';
import { type ProgramWorkload, programWorkload } from '../trainable/program/workload.ts';
import type { OpenedWorkload, OpenWorkload } from './openedWorkload.ts';

export interface OpenedProgram extends OpenedWorkload {
  readonly workload: ProgramWorkload;
}

/** A user's program, run as one process for each trial. */
export const openProgram: OpenWorkload<ProgramSetup, OpenedProgram> = async (
  { setup },
  { filesDirectory, surroundings },
) => {
  const workload = await programWorkload(setup, surroundings.env);
  const { interpreterWord: interpreter, fingerprint } = workload;
  const { graceMs } = setup;
  return {
    workload,
    remarks: [],
    executor: (slots) =>
      new ProgramExecutor({
        slots,
        files: filesDirectory,
        graceMs,
        interpreter,
        fingerprint,
        endpoints: [new WandbEndpoint()],
      }),
  };
};
