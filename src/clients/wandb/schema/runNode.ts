import type { LoggedStep, TrialView } from '../../tracker.ts';
import { Refusal } from '../../tracker.ts';
import { versionsIn } from '../artifactVersions.ts';
import { writeConfig } from '../config.ts';
import type { Node } from '../graphql/execute.ts';
import { mappingOf, parsePythonJson, writtenNumber } from '../pythonJson.ts';
import { runState, storageId } from '../words.ts';
import { artifactNode } from './artifactNode.ts';
import { connection } from './connection.ts';
import { type Context, isoTime } from './context.ts';

/** A trial as a `Run` in W&B's schema. */
export function runNode(context: Context, entity: string, trial: TrialView): Node {
  const { key } = trial;
  const steps = (first = 0, end = Number.POSITIVE_INFINITY) => context.tracker.history(key, first, end);
  return {
    __typename: 'Run',
    id: storageId(key, entity),
    name: key.id,
    displayName: trial.name,
    projectId: '1',
    project: {
      id: key.project,
      internalId: '1',
      name: key.project,
      entityName: entity,
      entity: { id: entity, name: entity },
    },
    sweepName: trial.sweep,
    state: runState(trial),
    failed: trial.state === 'failed',
    running: trial.state === 'running',
    stopped: trial.stopAsked,
    shouldStop: trial.stopAsked,
    exitcode: trial.exitCode,
    config: writeConfig(trial),
    wandbConfig: '{"t": {}}',
    summaryMetrics: JSON.stringify({ ...trial.summary, ...lastStep(trial) }, (_, value) =>
      typeof value === 'number' ? writtenNumber(value) : value,
    ),
    systemMetrics: '{}',
    group: trial.group,
    groupName: trial.group,
    jobType: trial.jobType,
    tags: trial.tags,
    notes: trial.notes,
    description: trial.notes,
    commit: trial.commit,
    host: trial.host,
    program: trial.program,
    readOnly: false,
    createdAt: isoTime(trial.createdAtMs),
    updatedAt: isoTime(trial.heardAtMs),
    heartbeatAt: isoTime(trial.heardAtMs),
    user: { id: '1', name: entity, username: entity },
    historyLineCount: trial.historyLines,
    logLineCount: trial.outputLines,
    eventsLineCount: 0,
    historyKeys: {
      lastStep: trial.lastStep ?? -1,
      sets: [],
      keys: Object.fromEntries(
        Object.entries(trial.metrics).map(([name, count]) => [
          name,
          { typeCounts: [{ type: 'number', count }], monotonic: false },
        ]),
      ),
    },
    historyTail: async () => JSON.stringify((await steps(trial.lastStep ?? 0)).slice(-1).map(historyLine)),
    eventsTail: '[]',
    history: async ({ minStep, maxStep, samples }: Given) => {
      const found = await steps(whole(minStep, 0), whole(maxStep, Number.POSITIVE_INFINITY));
      const ranged = minStep !== undefined || maxStep !== undefined;
      const most = whole(samples, 10_000);
      return (ranged ? found.slice(0, most) : evenly(found, most)).map(historyLine);
    },
    events: () => [],
    sampledHistory: async ({ specs }: Given) => {
      const all = Array.isArray(specs) ? specs.slice(0, 100) : [];
      return Promise.all(all.map(async (spec) => sampled(await steps(), spec)));
    },
    parquetHistory: async ({ liveKeys }: Given) => ({
      parquetUrls: [],
      liveData: (await steps()).map((step) => only(historyRow(step), ['_step', ...keysOf(liveKeys)])),
    }),
    files: async (given: Given) => {
      const kept = await context.tracker.files(key);
      const names = Array.isArray(given.names) && given.names.length > 0 ? new Set(given.names) : undefined;
      const found = names ? kept.filter(({ name }) => names.has(name)) : kept;
      return connection(found, given, ({ name, bytes, updatedAtMs }) => ({
        id: Buffer.from(`File:${key.project}:${key.id}:${name}`).toString('base64'),
        name,
        sizeBytes: bytes,
        mimetype: 'application/octet-stream',
        updatedAt: isoTime(updatedAtMs),
        md5: null,
        url: context.uploads.url(context, key, name),
        directUrl: context.uploads.url(context, key, name),
      }));
    },
    fileCount: async () => (await context.tracker.files(key)).length,
    outputArtifacts: async (given: Given) =>
      connection(await versionsIn(context.tracker, key), given, (version) =>
        artifactNode(context, { ...version, entity }, 'COMMITTED'),
      ),
    inputArtifacts: (given: Given) => connection([], given, () => ({})),
  };
}

function lastStep({ lastStep: step }: TrialView): Record<string, number> {
  return step === undefined ? {} : { _step: step };
}

type Given = Readonly<Record<string, unknown>>;

function historyRow({ step, runtimeMs, atMs, metrics }: LoggedStep): Record<string, unknown> {
  const numbers = Object.entries(metrics).map(([name, value]) => [name, writtenNumber(value)]);
  return {
    _step: step,
    ...(runtimeMs === undefined ? {} : { _runtime: runtimeMs / 1000 }),
    ...(atMs === undefined ? {} : { _timestamp: atMs / 1000 }),
    ...Object.fromEntries(numbers),
  };
}

function historyLine(step: LoggedStep): string {
  return JSON.stringify(historyRow(step));
}

/** Rows that have all the keys, as many as requested, from the first to the last. */
function sampled(steps: readonly LoggedStep[], spec: unknown): unknown[] {
  const asked = mappingOf(typeof spec === 'string' ? parsePythonJson(spec) : spec);
  if (!asked) throw new Refusal('invalid', 'A spec of sampledHistory is a JSON object.');
  const keys = keysOf(asked.keys);
  const rows = steps
    .filter(({ step }) => step >= whole(asked.minStep, 0))
    .map(historyRow)
    .filter((row) => keys.every((key) => Object.hasOwn(row, key)));
  return evenly(rows, whole(asked.samples, 500)).map((row) => only(row, keys));
}

function evenly<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items];
  if (most <= 1) return items.slice(-1);
  return Array.from({ length: most }, (_, at) => items[Math.round((at * (items.length - 1)) / (most - 1))]!);
}

function only(row: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> {
  if (keys.length === 0) return row;
  return Object.fromEntries(keys.filter((key) => Object.hasOwn(row, key)).map((key) => [key, row[key]]));
}

function keysOf(keys: unknown): string[] {
  return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : [];
}

function whole(value: unknown, otherwise: number): number {
  const number = Number(value ?? otherwise);
  return Number.isNaN(number) || number < 0 ? otherwise : number;
}
