import { PiscinaExecutor } from '../executor/piscina.ts';
import type { ModuleSetup } from '../trainable/module/module.ts';
import { type ModuleWorkload, moduleWorkload } from '../trainable/module/workload.ts';
import type { OpenedWorkload, OpenWorkload } from './openedWorkload.ts';

export interface OpenedModule extends OpenedWorkload {
  readonly workload: ModuleWorkload;
}

/** A user's module, on worker threads. */
export const openModule: OpenWorkload<ModuleSetup, OpenedModule> = async ({ setup }, { filesDirectory }) => {
  const { kind, path } = setup;
  return {
    workload: await moduleWorkload(setup),
    remarks: [],
    executor: (slots) => new PiscinaExecutor({ kind, path, filesDirectory }, slots),
  };
};
