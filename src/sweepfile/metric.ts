import { choice } from '../model/value.ts';
import { hintFor, refusal } from './legal.ts';
import { refuseUnknownKeys } from './read.ts';
import type { Report } from './report.ts';
import type { Metric, MetricName } from './spec.ts';
import { METRIC_NAMES } from './spec.ts';
import type { Entry, MappingTree, Path } from './tree.ts';
import { plain } from './tree.ts';

const DEFAULT: Metric = { name: 'val_accuracy', goal: 'maximize' };
const UNSUPPORTED_KEYS = ['target', 'impute', 'impute_while_running'];

/** The metric of a spec: the default where it names none, undefined where it is wrong. */
export function readMetric(root: MappingTree, report: Report): Metric | undefined {
  const entry = root.entries.get('metric');
  if (!entry) return DEFAULT;
  if (entry.value.type === 'scalar' && entry.value.value !== null) {
    const name = readName(entry, ['metric'], report);
    return name && { name, goal: naturalGoal(name) };
  }
  if (entry.value.type !== 'mapping') {
    const rule = 'must be a mapping such as {name: val_accuracy, goal: maximize}';
    report.error(entry.value.place, ['metric'], refusal('metric', rule, plain(entry.value)));
    return undefined;
  }
  const { entries } = entry.value;
  refuseUnknownKeys(entry.value, ['name', 'goal'], ['metric'], report, (key) =>
    UNSUPPORTED_KEYS.includes(key)
      ? { message: `metric.${key} is not supported yet`, hint: 'Remove it.' }
      : undefined,
  );
  const nameEntry = entries.get('name');
  const name = nameEntry ? readName(nameEntry, ['metric', 'name'], report) : DEFAULT.name;
  const goalEntry = entries.get('goal');
  if (!name) return undefined;
  return goalEntry ? readGoal(goalEntry, name, report) : { name, goal: naturalGoal(name) };
}

function readName(entry: Entry, path: Path, report: Report): MetricName | undefined {
  const names = choice(METRIC_NAMES);
  const value = plain(entry.value);
  if (names.accepts(value)) return value as MetricName;
  const label = path.join('.');
  if (typeof value === 'string' && value.startsWith('test_')) {
    const hint =
      'Use val_accuracy or val_loss; "validation: test" reproduces a notebook that ranks on the test set.';
    report.error(entry.value.place, path, `${label} cannot be ${value}: the test set never ranks`, hint);
  } else {
    report.error(
      entry.value.place,
      path,
      refusal(label, `must be ${names.description}`, value),
      hintFor(names, value),
    );
  }
  return undefined;
}

function readGoal(entry: Entry, name: MetricName, report: Report): Metric | undefined {
  const path = ['metric', 'goal'];
  const goals = choice(['maximize', 'minimize']);
  const goal = plain(entry.value);
  if (goal !== 'maximize' && goal !== 'minimize') {
    const message = refusal('metric.goal', `must be ${goals.description}`, goal);
    report.error(entry.value.place, path, message, hintFor(goals, goal));
    return undefined;
  }
  if (goal !== naturalGoal(name)) {
    report.warning(
      entry.value.place,
      path,
      `metric.goal is ${goal}, so the worst ${name} ranks first`,
      `Write goal: ${naturalGoal(name)}, or leave goal out.`,
    );
  }
  return { name, goal };
}

/** Accuracies are to rise and losses to fall. */
function naturalGoal(name: MetricName): Metric['goal'] {
  return name.endsWith('accuracy') ? 'maximize' : 'minimize';
}
