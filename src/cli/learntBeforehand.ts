import { earlierSweeps } from '../store/index.ts';
import { learntBefore } from '../sweep/learnFrom.ts';
import type { Spec } from '../sweepfile/spec.ts';
import type { Context } from './context.ts';
import { reading } from './database.ts';
import type { WorkloadSurvey } from './workloads/announced.ts';

/** What a run would learn from earlier sweeps, a sentence for each; nothing where the spec names none, or nobody can tell. */
export async function learntBeforehand(
  spec: Spec,
  survey: Pick<WorkloadSurvey, 'identity'>,
  context: Context,
): Promise<{ readonly learns?: readonly string[] }> {
  const identity = spec.learnFrom && (await survey.identity());
  if (!identity) return {};
  const workload = { kind: spec.setup.kind, identity };
  return reading(context, (db) => {
    const learns = learntBefore(spec, workload, earlierSweeps(db))?.remarks;
    return learns ? { learns } : {};
  });
}
