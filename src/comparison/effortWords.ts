import { count, listed, plural } from '../format.ts';
import { metricInfo } from '../metric/catalogue.ts';
import type { Metric } from '../metric/metric.ts';
import type { TuningEffort } from './summary.ts';

interface NamedEffort {
  readonly name: string;
  readonly effort: TuningEffort;
}

/**
 * How unequal the search was, and what each group would have come to with the same effort. `hidden` is the number of
 * configurations that were tried, too, and left out.
 */
export function effortWords(groups: readonly NamedEffort[], metric: Metric, hidden = 0): string {
  const tried = groups.map(({ name, effort: { configurations, withoutValue } }) => {
    const without = withoutValue > 0 ? ` (${count(withoutValue)} without a value)` : '';
    return `${name} in ${count(configurations)}${without}`;
  });
  const are = hidden === 1 ? 'is' : 'are';
  const left = hidden > 0 ? [`${plural(hidden, 'hidden configuration')} ${are} left out.`] : [];
  return [`Configurations tried: ${listed(tried)}.`, ...left, ...equalWords(groups, metric)].join(' ');
}

function equalWords(groups: readonly NamedEffort[], { name: metric, goal }: Metric): string[] {
  const budget = Math.min(...groups.map(({ effort }) => effort.configurations));
  const found = groups.flatMap(({ name, effort: { atEqualBudget: at } }) =>
    at ? [`${metricInfo(metric).format(at.mean)} for ${name}`] : [],
  );
  if (budget === 0 || found.length === 0) return [];
  const unknown = groups.filter(({ effort }) => !effort.atEqualBudget).map(({ name }) => name);
  const may = unknown.length > 0 ? `; so few of ${listed(unknown)} may all be without a value` : '';
  const extreme = goal === 'maximize' ? 'highest' : 'lowest';
  return [`Of ${count(budget)} each, the ${extreme} ${metric} is expected to be ${listed(found)}${may}.`];
}
