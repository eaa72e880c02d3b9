import type { ModuleSetup } from '../../trainable/module/module.ts';
import { type ModuleWorkload, moduleWorkload } from '../../trainable/module/workload.ts';
import { openModule } from '../../workload/module.ts';
import { usualTiming } from '../../workload/timing/usualTiming.ts';
import type { Context } from '../context.ts';
import { stateOfCode } from '../format/stateOfCode.ts';
import type { Announcement, WorkloadKind } from './announced.ts';
import { placeOf } from './placeOf.ts';

/** A module of the user's, run on worker threads. */
export const moduleWorkloads: WorkloadKind<ModuleSetup> = {
  key: 'trainer',

  async survey({ setup }, context) {
    const workload = await moduleWorkload(setup);
    const { describe, identity } = workload;
    return { ...announce(workload, context), describe, identity: async () => identity };
  },

  async require({ setup }) {
    await moduleWorkload(setup);
  },

  async open(spec, context, signal) {
    const opened = await openModule(spec, placeOf(context, signal));
    return { ...opened, ...announce(opened.workload, context) };
  },
};

/** Keys that sweeps share if their trials take about as long, even if the module was edited. */
const SAME = ['trainer'];

function announce({ shared }: ModuleWorkload, { chalk }: Context): Announcement {
  const { trainer, sha256, git } = shared;
  const state = [`sha256 ${sha256.slice(0, 10)}`, ...(git ? [stateOfCode(git)] : [])];
  return {
    title: trainer,
    lines: [chalk.dim(state.join(', '))],
    cautions: [],
    json: { engine: null, rankedOn: null, dataset: null },
    warnings: () => [],
    timing: async ({ measured }) => usualTiming(shared, SAME, measured),
  };
}
