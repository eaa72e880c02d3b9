import { type Database, earlierSweeps, hasDatabase, openDatabase } from '../store/index.ts';
import { learntBefore } from '../sweep/learnFrom.ts';
import type { Spec } from '../sweepfile/spec.ts';
import type { Context } from './context.ts';
import { reading } from './database.ts';
import type { WorkloadSurvey } from './workloads/announced.ts';

/**
 * Results of earlier sweeps that a run would learn from, one sentence each; empty if the spec names none, or
 * they are unknown.
 */
export async function learntBeforehand(
  spec: Spec,
  survey: Pick<WorkloadSurvey, 'identity'>,
  context: Context,
): Promise<{ readonly learns?: readonly string[] }> {
  const identity = spec.learnFrom && (await survey.identity());
  if (!identity) return {};
  const workload = { kind: spec.setup.kind, identity };
  const ask = (db: Database) => {
    const learns = learntBefore(spec, workload, earlierSweeps(db))?.remarks;
    return learns ? { learns } : {};
  };
  if (hasDatabase(context.database)) return reading(context, ask);
  const none = openDatabase(':memory:');
  try {
    return ask(none);
  } finally {
    none.close();
  }
}
