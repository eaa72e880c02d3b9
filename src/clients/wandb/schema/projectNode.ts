import type { AgentView, SweepView, TrialView } from '../../tracker.ts';
import type { Given, Node } from '../graphql/execute.ts';
import { writtenNumber } from '../pythonJson.ts';
import { runFilter, runOrder } from '../runFilter.ts';
import { sweepState } from '../words.ts';
import { artifactFields } from './artifactNode.ts';
import { connection } from './connection.ts';
import { type Context, isoTime } from './context.ts';
import { runNode } from './runNode.ts';

/** A project in W&B's schema, which also calls it a model, and its runs buckets. */
export function projectNode(context: Context, entity: string, name: string): Node {
  const { tracker } = context;
  const run = async (given: Given) => {
    const trial = typeof given.name === 'string' && (await tracker.trial({ project: name, id: given.name }));
    return trial ? runNode(context, entity, trial) : null;
  };
  const found = async ({ filters, order }: Given) =>
    (await tracker.trials(name)).filter(runFilter(filters)).sort(runOrder(order));
  return {
    __typename: 'Project',
    id: name,
    internalId: '1',
    name,
    entityName: entity,
    entity: { id: entity, name: entity },
    access: 'PRIVATE',
    readOnly: false,
    isBenchmark: false,
    user: null,
    createdAt: async () => isoTime((await tracker.trials(name))[0]?.createdAtMs ?? 0),
    run,
    bucket: run,
    ...artifactFields(context, entity, name),
    runs: async (given: Given) =>
      connection(await found(given), given, (trial) => runNode(context, entity, trial)),
    runCount: async (given: Given) => (await found(given)).length,
    sweep: async ({ sweepName }: Given) => {
      const sweep = typeof sweepName === 'string' ? await tracker.sweep(sweepName) : undefined;
      return sweep?.project === name ? sweepNode(context, entity, sweep) : null;
    },
    sweeps: async (given: Given) =>
      connection(await tracker.sweeps(name), given, (sweep) => sweepNode(context, entity, sweep)),
    totalSweeps: async () => (await tracker.sweeps(name)).length,
  };
}

export function sweepNode(context: Context, entity: string, sweep: SweepView): Node {
  const { tracker } = context;
  const ofSweep = async () =>
    (await tracker.trials(sweep.project)).filter((trial) => trial.sweep === sweep.id);
  const agent = (view: AgentView): Node => ({
    id: view.id,
    name: view.id,
    host: view.host,
    state: view.alive ? 'RUNNING' : 'FINISHED',
    totalRuns: view.trials,
    createdAt: isoTime(view.createdAtMs),
    heartbeatAt: isoTime(view.heardAtMs),
    runs: (given: Given) => connection([], given, () => ({})),
  });
  return {
    __typename: 'Sweep',
    id: sweep.id,
    name: sweep.id,
    displayName: sweep.name,
    method: sweep.method,
    state: sweepState(sweep.state),
    description: null,
    config: sweep.text,
    controller: null,
    scheduler: null,
    earlyStopJobRunning: false,
    createdAt: isoTime(sweep.createdAtMs),
    updatedAt: isoTime(sweep.createdAtMs),
    heartbeatAt: isoTime(sweep.createdAtMs),
    bestLoss: async () => bestValue(sweep, await ofSweep()),
    runCount: async () => (await ofSweep()).length,
    runCountExpected: sweep.plannedTrials ?? null,
    priorRuns: [],
    project: { id: sweep.project, name: sweep.project, entity: { id: entity, name: entity } },
    runs: async (given: Given) =>
      connection(await ofSweep(), given, (trial) => runNode(context, entity, trial)),
    agents: async (given: Given) => connection(await tracker.agents(sweep.id), given, agent),
    agent: async ({ agentName }: Given) => {
      const found = (await tracker.agents(sweep.id)).find(({ id }) => id === agentName);
      return found ? agent(found) : null;
    },
  };
}

/** W&B's "best loss" is the best value of the metric, whichever direction is better. */
function bestValue({ metric }: SweepView, trials: readonly TrialView[]): unknown {
  const values = metric ? trials.map(({ summary }) => summary[metric.name]) : [];
  const finite = values.filter((value): value is number => Number.isFinite(value));
  if (finite.length === 0) return null;
  const best = metric!.goal === 'maximize' ? Math.max : Math.min;
  return writtenNumber(finite.reduce((a, b) => best(a, b)));
}
