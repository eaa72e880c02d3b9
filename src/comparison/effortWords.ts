import { count, listed } from '../format.ts';
import { metricInfo } from '../metric/catalogue.ts';
import type { Metric } from '../metric/metric.ts';
import type { TuningEffort } from './summary.ts';

/** How unequal the search was, and what each group would have come to with the same effort. */
export function effortWords(
  groups: readonly { readonly name: string; readonly effort: TuningEffort }[],
  { name: metric, goal }: Metric,
): string {
  const tried = listed(groups.map(({ name, effort }) => `${name} in ${count(effort.configurations)}`));
  const found = groups.flatMap(({ name, effort: { atEqualBudget: at } }) =>
    at ? [`${metricInfo(metric).format(at.mean)} for ${name}`] : [],
  );
  const n = groups[0]!.effort.atEqualBudget?.n;
  const equal =
    n === undefined
      ? ''
      : ` Of ${count(n)} each, the ${goal === 'maximize' ? 'highest' : 'lowest'} ${metric} is expected to be ${listed(found)}.`;
  return `Configurations tried: ${tried}.${equal}`;
}
