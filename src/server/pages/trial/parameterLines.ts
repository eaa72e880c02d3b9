import type { Configuration, ParameterValue } from '../../../configuration.ts';
import { columnValue, formatValue } from '../../../trial/varying.ts';

/** A parameter, and where it differs what the best trial has; undefined where it has no effect there. */
export interface ParameterLine {
  readonly name: string;
  readonly value: ParameterValue | undefined;
  readonly best: { readonly value: ParameterValue | undefined } | null;
}

/** All parameters of a trial, then those that only the best trial has. */
export function parameterLines(trial: Configuration, best: Configuration): ParameterLine[] {
  const names = new Set(['model', ...Object.keys(trial.parameters), ...Object.keys(best.parameters)]);
  return [...names].map((name) => {
    const [value, other] = [columnValue(trial, name), columnValue(best, name)];
    const differs = formatValue(value) !== formatValue(other);
    return { name, value, best: differs ? { value: other } : null };
  });
}
