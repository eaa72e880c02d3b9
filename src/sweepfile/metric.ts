import type { Metric } from '../metric/metric.ts';
import { choice } from '../model/value.ts';
import type { Dialect } from './dialect.ts';
import { contradicts } from './freeNames.ts';
import { hintFor, refusal, schemaOf } from './legalValue.ts';
import { read, refuseUnknownKeys } from './readEntry.ts';
import type { Report } from './report.ts';
import type { Entry, MappingTree } from './yaml/tree.ts';
import { plain } from './yaml/tree.ts';

const goals = choice(['maximize', 'minimize']);
const impute = schemaOf<string>(choice(['worst', 'best', 'latest']));

const target = schemaOf<number>({ description: 'a number', accepts: Number.isFinite });

/** Keys of W&B's that are checked, and have no effect here. */
const CHECKED = {
  impute,
  impute_while_running: schemaOf<string>(choice(['worst', 'best', 'latest', 'false'])),
};

/** The metric of a spec: the dialect's default if it names none, undefined if it is wrong. */
export function readMetric(
  root: MappingTree,
  { metric: rules }: Dialect,
  report: Report,
): Metric | undefined {
  const entry = root.entries.get('metric');
  if (!entry) {
    if (rules.missing) report.warning(root.place, ['metric'], rules.missing.message, rules.missing.hint);
    return rules.byDefault;
  }
  const { value } = entry;
  const { byDefault } = rules;
  if (value.type === 'scalar' && value.value !== null) {
    const name = rules.nameOf(entry, ['metric'], report);
    return name === undefined ? undefined : withGoal(name, undefined, entry, rules, report);
  }
  if (value.type !== 'mapping') {
    const rule = `must be a mapping such as {name: ${byDefault.name}, goal: ${byDefault.goal}}`;
    report.error(value.place, ['metric'], refusal('metric', rule, plain(value)));
    return undefined;
  }
  refuseUnknownKeys(value, ['name', 'goal', 'target', ...Object.keys(CHECKED)], ['metric'], report);
  for (const [key, schema] of Object.entries(CHECKED)) {
    const checked = value.entries.get(key);
    if (checked) read(schema, checked, ['metric', key], report);
  }
  const nameEntry = value.entries.get('name');
  if (!nameEntry && rules.missing) {
    const hint = `Such as {name: val_loss, goal: minimize}.`;
    report.error(
      entry.keyPlace,
      ['metric', 'name'],
      'metric.name is missing: it says what ranks the trials',
      hint,
    );
    return undefined;
  }
  const name = nameEntry ? rules.nameOf(nameEntry, ['metric', 'name'], report) : byDefault.name;
  return name === undefined ? undefined : withGoal(name, value.entries.get('goal'), entry, rules, report);
}

/** `metric.target` of a spec; undefined if there is none or it is wrong. */
export function readTarget(root: MappingTree, report: Report): number | undefined {
  const metric = root.entries.get('metric')?.value;
  const entry = metric?.type === 'mapping' ? metric.entries.get('target') : undefined;
  return entry && read(target, entry, ['metric', 'target'], report);
}

function withGoal(
  name: string,
  goalEntry: Entry | undefined,
  entry: Entry,
  rules: Dialect['metric'],
  report: Report,
): Metric | undefined {
  const path = ['metric', 'goal'];
  const goal = goalEntry ? plain(goalEntry.value) : rules.goalOf(name);
  if (goal !== 'maximize' && goal !== 'minimize') {
    const message = refusal('metric.goal', `must be ${goals.description}`, goal);
    report.error((goalEntry ?? entry).value.place, path, message, hintFor(goals, goal));
    return undefined;
  }
  if (contradicts(name, goal)) {
    const other = goal === 'maximize' ? 'minimize' : 'maximize';
    const [message, hint] = goalEntry
      ? [
          `metric.goal is ${goal}, so the worst ${name} ranks first`,
          rules.goalOf(name) === other ? `Write goal: ${other}, or leave goal out.` : `Write goal: ${other}.`,
        ]
      : [
          `metric has no goal, which W&B reads as ${goal}, so the worst ${name} ranks first`,
          `Write {name: ${name}, goal: ${other}}, or goal: ${goal} where that is meant.`,
        ];
    report.warning((goalEntry ?? entry).value.place, path, message, hint);
  }
  return { name, goal };
}
