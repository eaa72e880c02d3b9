import type { PythonValues } from '../../../trainable/program/floats.ts';
import { pythonJson } from '../../../trainable/program/pythonText.ts';
import { type AgentOrder, Refusal, type TrialKey } from '../../tracker.ts';
import { readConfig, wrapped } from '../config.ts';
import { readSummary } from '../fileStream.ts';
import type { Given, Node, Resolver } from '../graphql/execute.ts';
import { mappingOf, parsePythonJson } from '../pythonJson.ts';
import { checkedName, keyOf, keyOfStorageId, sweepWish, UNNAMED_PROJECT } from '../words.ts';
import { artifactMutations } from './artifacts.ts';
import { type Context, entityName, textOf } from './context.ts';
import { projectNode, sweepNode } from './projectNode.ts';
import { runNode } from './runNode.ts';

/** The changes that W&B's client, its agents and `wandb.Api()` may make. */
export function mutations(context: Context): Record<string, Resolver> {
  const { tracker } = context;
  const resolvers: Record<string, (input: Given) => Promise<Node>> = {
    async upsertBucket(input) {
      const key = keyOfRun(input);
      const { trial, isNew } = await tracker.beginTrial(key, {
        name: textOf(input.displayName),
        sweep: textOf(input.sweep) || undefined,
        ...readConfig(input.config),
        summary: typeof input.summaryMetrics === 'string' ? readSummary(input.summaryMetrics) : undefined,
        group: textOf(input.groupName),
        jobType: textOf(input.jobType),
        tags: Array.isArray(input.tags) ? input.tags.map(String) : undefined,
        notes: textOf(input.notes) ?? textOf(input.description),
        host: textOf(input.host),
        program: textOf(input.jobProgram),
        commit: textOf(input.commit),
      });
      const entity = entityName(input.entityName);
      return { bucket: runNode(context, entity, trial), inserted: isNew };
    },

    async createRunFiles(input) {
      const key = keyOf(input.projectName, input.runName);
      const names = Array.isArray(input.files) ? input.files.map(String) : [];
      const files = names.map((name) => ({ name, uploadUrl: context.uploads.url(context, key, name) }));
      return { runID: key.id, uploadHeaders: [], files };
    },

    markRunFilesUploaded: async () => ({ success: true }),

    async upsertSweep(input) {
      const entity = entityName(input.entityName);
      const id = textOf(input.id);
      if (id !== undefined) {
        if (typeof input.config === 'string' && !textOf(input.state))
          throw new Refusal('invalid', 'A sweep that has begun keeps its configuration: create a new one.');
        if (typeof input.state === 'string') await tracker.steerSweep(id, sweepWish(input.state));
        const sweep = await tracker.sweep(id);
        if (!sweep)
          throw new Refusal('not_found', `There is no sweep ${JSON.stringify(id.slice(0, 60))} here.`);
        return { sweep: sweepNode(context, entity, sweep), configValidationWarnings: [] };
      }
      if (typeof input.config !== 'string') throw new Refusal('invalid', 'A sweep needs its configuration.');
      const project = checkedName(input.projectName || UNNAMED_PROJECT, 'project');
      const { sweep, warnings } = await tracker.beginSweep(project, input.config);
      const notes = input.priorRunsFilters ? ['Prior runs are not taken into this sweep.'] : [];
      return { sweep: sweepNode(context, entity, sweep), configValidationWarnings: [...warnings, ...notes] };
    },

    async createAgent(input) {
      const id = await tracker.registerAgent(String(input.sweep), textOf(input.host) ?? 'unknown');
      return { agent: { id } };
    },

    async agentHeartbeat(input) {
      const states =
        typeof input.runState === 'string' ? mappingOf(parsePythonJson(input.runState)) : undefined;
      const running = Object.entries(states ?? {}).filter(([, runs]) => runs === true);
      const order = await tracker.heartbeat(
        String(input.id),
        running.map(([id]) => id),
      );
      const commands = {
        run: () => ({ type: 'run', run_id: 'trial' in order && order.trial, ...launch(order) }),
        stop: () => ({ type: 'stop', run_id: 'trial' in order && order.trial }),
        exit: () => ({ type: 'exit' }),
        wait: () => undefined,
      };
      const command = commands[order.kind]();
      return { agent: { id: input.id }, commands: pythonJson(command ? [command] : []) };
    },

    async notifyScriptableRunAlert(input) {
      const key = keyOf(input.projectName, input.runName);
      await tracker.note(key, `alert (${String(input.severity ?? 'INFO')}): ${input.title}: ${input.text}`);
      return { success: true };
    },

    async upsertModel(input) {
      const name = checkedName(input.name, 'project');
      const project = projectNode(context, entityName(input.entityName), name);
      return { project, model: project, inserted: true };
    },

    ...artifactMutations(context),
  };
  return Object.fromEntries(
    Object.entries(resolvers).map(([name, resolve]) => [
      name,
      (given: Given) => resolve(mappingOf(given.input) ?? {}),
    ]),
  );
}

function keyOfRun(input: Given): TrialKey {
  if (typeof input.id === 'string' && !input.name) return keyOfStorageId(input.id);
  return keyOf(input.modelName, input.name);
}

/** The command line's agent needs a program, and fails without one; a function's agent needs none. */
function launch(order: AgentOrder): PythonValues {
  const { parameters, program } = order as Extract<AgentOrder, { kind: 'run' }>;
  return { args: wrapped(parameters), ...(program === undefined ? {} : { program }) };
}
