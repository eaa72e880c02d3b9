import { goalOf, metricInfo } from './catalogue.ts';

const VALIDATION = /(^|[^a-z])(val|valid|validation|eval|evaluation|dev)(?=[^a-z]|$)/;
const TRAINING = /(^|[^a-z])(train|training)(?=[^a-z]|$)/;
const TEST = /(^|[^a-z])test(?=[^a-z]|$)/;

/** Names, the most interesting first: of validation, of training, of the test; scores before losses. */
export function forReading(names: readonly string[]): string[] {
  const place = (name: string) => 3 * splitOf(name) + ORDER_OF_GOALS.indexOf(goalOf(name));
  return [...names].sort((a, b) => place(a) - place(b));
}

const ORDER_OF_GOALS = ['maximize', 'minimize', undefined];

function splitOf(name: string): number {
  const words = spaced(name);
  return VALIDATION.test(words) ? 0 : TEST.test(words) ? 2 : 1;
}

/**
 * The metrics that a table shows by default, of many: scores on data that was not trained on, or else the
 * first ones.
 */
export function headlines(names: readonly string[]): string[] {
  const ordered = forReading(names).filter((name) => !isCost(name));
  const scores = ordered.filter((name) => splitOf(name) !== 1 && goalOf(name) === 'maximize');
  return (scores.length > 0 ? scores : ordered).slice(0, MOST_HEADLINES);
}

const MOST_HEADLINES = 4;

/** Whether the metric is a cost rather than a result. */
export function isCost(name: string): boolean {
  return metricInfo(name).units !== undefined;
}

/** One measurement on several parts of the data, such as `loss` and `val_loss`. */
export interface MetricFamily {
  /** The member with the plainest name, such as `loss`, which names the family. */
  readonly name: string;
  /** That member and the others: of training, then of validation. */
  readonly members: readonly string[];
}

/**
 * The families of some metrics, in the order of their first members; a metric without others is a family of
 * its own.
 */
export function metricFamilies(names: readonly string[]): MetricFamily[] {
  const families = new Map<string, { training?: string; validation?: string }>();
  for (const name of names) {
    const isValidation = splitOf(name) === 0;
    const key = splitOf(name) === 2 ? name : withoutSplit(name);
    const family = families.get(key) ?? {};
    const role = isValidation ? 'validation' : 'training';
    // `loss` and `train_loss` may both exist; the second is then a family of its own.
    if (family[role] !== undefined) families.set(name, { [role]: name });
    else families.set(key, { ...family, [role]: name });
  }
  return [...families.values()].map(({ training, validation }) => {
    const members = [training, validation].filter((name) => name !== undefined);
    return { name: members[0]!, members };
  });
}

/** `val_loss`, `train/loss` and `loss` without the part that distinguishes them. */
function withoutSplit(name: string): string {
  return spaced(name)
    .replace(VALIDATION, '$1')
    .replace(TRAINING, '$1')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function spaced(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
}
