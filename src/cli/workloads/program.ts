import type { ProgramSetup } from '../../trainable/program/program.ts';
import { type ProgramWorkload, programWorkload } from '../../trainable/program/workload.ts';
import { openProgram } from '../../workload/program.ts';
import { usualTiming } from '../../workload/timing/usualTiming.ts';
import type { Context } from '../context.ts';
import { stateOfCode } from '../format/stateOfCode.ts';
import type { Announcement, WorkloadKind } from './announced.ts';
import { placeOf } from './placeOf.ts';

/** A user's program, run as one process for each trial. */
export const programWorkloads: WorkloadKind<ProgramSetup> = {
  key: 'program',

  async survey({ setup }, context) {
    const workload = await programWorkload(setup);
    const { describe, identity } = workload;
    return { ...announce(workload, context), describe, identity: async () => identity };
  },

  async require({ setup }) {
    await programWorkload(setup);
  },

  async open(spec, context, signal) {
    const opened = await openProgram(spec, placeOf(context, signal));
    return { ...opened, ...announce(opened.workload, context) };
  },
};

/** Keys that sweeps share if their trials take about as long. */
const SAME = ['command', 'program'];

function announce({ shared }: ProgramWorkload, { chalk }: Context): Announcement {
  const { command, program, interpreter, git } = shared;
  const state = [...(interpreter ? [interpreter.version] : []), ...(git ? [stateOfCode(git)] : [])];
  return {
    title: program ?? command.join(' '),
    lines: state.length > 0 ? [chalk.dim(state.join(', '))] : [],
    cautions: [],
    json: { engine: null, rankedOn: null, dataset: null },
    warnings: () => [],
    timing: async ({ measured }) => usualTiming(shared, SAME, measured),
  };
}
