import type { Configuration } from '../../configuration.ts';
import { ownValue } from '../../ownValue.ts';
import { shortValue } from '../../trial/varying.ts';

/** A parameter and its value in each of the trials, a dash where it has no effect. */
export interface ComparedParameter {
  readonly name: string;
  readonly values: readonly string[];
}

/** The parameters in which trials differ, and the parameters that they share. */
export function compareParameters(
  /** Names of the parameters that are listed first. */
  first: readonly string[],
  trials: readonly Configuration[],
): {
  differing: ComparedParameter[];
  shared: ComparedParameter[];
} {
  const names = new Set([...first, ...trials.flatMap((parameters) => Object.keys(parameters))]);
  const lines = [...names].map((name) => ({
    name,
    values: trials.map((trial) => shortValue(ownValue(trial, name))),
  }));
  const differs = ({ values }: ComparedParameter) => new Set(values).size > 1;
  return { differing: lines.filter(differs), shared: lines.filter((line) => !differs(line)) };
}
