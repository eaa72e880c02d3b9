import { goalOf } from '../metric/catalogue.ts';
import { anyValue } from '../model/value.ts';
import type { Dialect, MetricRules, ParameterRule } from './dialect.ts';
import { refusal } from './legalValue.ts';
import { nameText } from './valueText.ts';
import { plain } from './yaml/tree.ts';

const NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
const LONGEST = 255;

/** A parameter of any name that W&B accepts, with values of any kind. */
export function anyParameter(name: string): ParameterRule | undefined {
  return NAME.test(name) && name.length <= LONGEST && name !== '__proto__'
    ? { name, kind: anyValue, example: '0.1, 0.01' }
    : undefined;
}

export function unknownFreeParameter(name: string): readonly [message: string, hint?: string] {
  const changed = name
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9_.-]+/g, (run) => (/^\p{M}+$/u.test(run) ? '' : '_'));
  const legal = changed.replace(/^[^A-Za-z_]+/, (start) => `_${start}`).slice(0, LONGEST);
  const rule = `must begin with a letter of A to Z or _, and have only such letters, digits, _, . and - in it`;
  const hint = NAME.test(legal) && legal.length > 1 ? `Such as ${nameText(legal)}.` : undefined;
  const message = `The parameter ${nameText(name)} ${rule}`;
  return hint === undefined ? [message] : [message, hint];
}

/** Metrics of any name, by W&B's rules: a metric without a goal is minimized. */
export const freeMetric: MetricRules = {
  byDefault: { name: 'loss', goal: 'minimize' },
  missing: {
    message: 'metric is missing: trials are ranked by loss, the lowest first',
    hint: 'Name what the trials report, such as "metric: {name: val_loss, goal: minimize}".',
  },
  nameOf({ value: tree }, path, report) {
    const value = plain(tree);
    if (typeof value === 'string' && /^[^\p{Cc}]{1,255}$/u.test(value) && value.trim() === value)
      return value;
    const rule = 'must be the name of a metric that the trials report, of at most 255 characters';
    report.error(tree.place, path, refusal(path.join('.'), rule, value));
    return undefined;
  },
  goalOf: () => 'minimize',
};

/** Whether a name suggests the opposite goal. */
export function contradicts(name: string, goal: 'maximize' | 'minimize'): boolean {
  const natural = goalOf(name);
  return natural !== undefined && natural !== goal;
}

/** For dialects without groups of parameters. */
export const noGroups = {
  groups: [],
  spreadGroups: (root) => root,
  spreadSetting: (path, entry) => [[path.map(String), entry]],
} satisfies Pick<Dialect, 'groups' | 'spreadGroups' | 'spreadSetting'>;
