import { Refusal, type TrialView } from '../tracker.ts';
import { mappingOf, parsePythonJson } from './pythonJson.ts';
import { runState } from './words.ts';

type Test = (trial: TrialView) => boolean;

/** Most levels of nested filters. */
const DEEPEST = 20;

/**
 * The filters of `wandb.Api().runs(…)`, which are MongoDB's: `{"$and": [{"sweep": "x"}, {"config.lr.value": {"$gt": 0.1}}]}`.
 * @throws Refusal for an operator that is not known.
 */
export function runFilter(json: unknown): Test {
  if (json === undefined || json === null || json === '') return () => true;
  return all(typeof json === 'string' ? parsePythonJson(json) : json, 0);
}

function all(filter: unknown, depth: number): Test {
  const mapping = mappingOf(filter);
  if (!mapping || depth > DEEPEST)
    throw new Refusal('invalid', 'Filters are a mapping, as MongoDB has them.');
  const tests = Object.entries(mapping).map(([key, wanted]) => one(key, wanted, depth + 1));
  return (trial) => tests.every((test) => test(trial));
}

function one(key: string, wanted: unknown, depth: number): Test {
  if (['$and', '$or', '$nor'].includes(key)) {
    if (!Array.isArray(wanted)) throw new Refusal('invalid', `${key} takes a list of filters.`);
    const tests = wanted.map((each) => all(each, depth));
    if (key === '$and') return (trial) => tests.every((test) => test(trial));
    return (trial) => tests.some((test) => test(trial)) === (key === '$or');
  }
  const value = (trial: TrialView) => runValue(trial, key);
  const operators = Object.entries(mappingOf(wanted) ?? {});
  if (!operators.some(([name]) => name.startsWith('$'))) return (trial) => equal(value(trial), wanted);
  const tests = operators.map(([operator, operand]) => compare(operator, operand));
  return (trial) => tests.every((test) => test(value(trial)));
}

function compare(operator: string, operand: unknown): (value: unknown) => boolean {
  const list = Array.isArray(operand) ? operand : [];
  const ordered = (holds: (order: number) => boolean) => (value: unknown) => {
    if (typeof value !== typeof operand || !['number', 'string'].includes(typeof value)) return false;
    return holds((value as number) < (operand as number) ? -1 : value === operand ? 0 : 1);
  };
  const tests: Record<string, (value: unknown) => boolean> = {
    $eq: (value) => equal(value, operand),
    $ne: (value) => !equal(value, operand),
    $in: (value) => list.some((each) => equal(value, each)),
    $nin: (value) => !list.some((each) => equal(value, each)),
    $exists: (value) => (value !== undefined) === Boolean(operand),
    $gt: ordered((order) => order > 0),
    $gte: ordered((order) => order >= 0),
    $lt: ordered((order) => order < 0),
    $lte: ordered((order) => order <= 0),
  };
  const test = Object.hasOwn(tests, operator) ? tests[operator] : undefined;
  if (!test)
    throw new Refusal(
      'invalid',
      `The filter ${operator.slice(0, 40)} is not known: ${Object.keys(tests).join(', ')}, $and, $or and $nor are.`,
    );
  return test;
}

function equal(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(value) && !Array.isArray(wanted)) return value.some((each) => equal(each, wanted));
  return (value ?? null) === wanted || JSON.stringify(value ?? null) === JSON.stringify(wanted);
}

/** Runs in the order of `+created_at` or `-summary_metrics.loss`; those without the value come last. */
export function runOrder(order: unknown): (a: TrialView, b: TrialView) => number {
  const text = typeof order === 'string' && order !== '' ? order.split(',')[0]! : '+created_at';
  const sign = text.startsWith('-') ? -1 : 1;
  const key = text.replace(/^[+-]/, '');
  const rank = (trial: TrialView) => {
    const value = runValue(trial, key);
    return typeof value === 'number' && Number.isFinite(value)
      ? value
      : typeof value === 'string'
        ? value
        : undefined;
  };
  return (a, b) => {
    const [x, y] = [rank(a), rank(b)];
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
    return x < y ? -sign : x > y ? sign : 0;
  };
}

/** The value of a run at one of W&B's paths: a column, `config.lr.value`, `summary_metrics.loss`. */
function runValue(trial: TrialView, path: string): unknown {
  const [, section, rest] = /^(config|summary_metrics|summaryMetrics)\.(.+)$/s.exec(path) ?? [];
  if (section === 'config') return within(trial.parameters, rest!.replace(/\.value$/, ''));
  if (section) return within(trial.summary, rest!);
  const columns: Record<string, unknown> = {
    name: trial.key.id,
    display_name: trial.name,
    displayName: trial.name,
    state: runState(trial),
    sweep: trial.sweep,
    group: trial.group,
    jobType: trial.jobType,
    job_type: trial.jobType,
    tags: trial.tags,
    host: trial.host,
    notes: trial.notes,
    created_at: trial.createdAtMs,
    createdAt: trial.createdAtMs,
    heartbeat_at: trial.heardAtMs,
    heartbeatAt: trial.heardAtMs,
  };
  return Object.hasOwn(columns, path) ? columns[path] : undefined;
}

/** Looks up the whole name, or else its parts one after another. */
function within(values: Readonly<Record<string, unknown>>, path: string): unknown {
  if (Object.hasOwn(values, path)) return values[path];
  let at: unknown = values;
  for (const part of path.split('.')) {
    const mapping = mappingOf(at);
    if (!mapping || !Object.hasOwn(mapping, part)) return undefined;
    at = mapping[part];
  }
  return at;
}
