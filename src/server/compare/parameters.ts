import type { Configuration } from '../../configuration.ts';
import { ownValue } from '../../ownValue.ts';
import { shortValue, varyingParameters } from '../../trial/varying.ts';

/** A parameter and its value in each of the trials, a dash where it has no effect. */
export interface ComparedParameter {
  readonly name: string;
  readonly values: readonly string[];
}

export interface ComparedParameters {
  /** Those in which the trials differ. */
  readonly differing: readonly ComparedParameter[];
  /** Those that only some of them have, all with the same value, and that nobody varied. */
  readonly partial: readonly ComparedParameter[];
  readonly shared: readonly ComparedParameter[];
}

/** The parameters of some trials; `varied` are those that vary in their sweeps. */
export function compareParameters(
  /** Names of the parameters that are listed first. */
  first: readonly string[],
  trials: readonly Configuration[],
  varied: readonly string[],
): ComparedParameters {
  const names = new Set([...first, ...trials.flatMap((parameters) => Object.keys(parameters))]);
  const lines = [...names].map((name) => ({
    name,
    values: trials.map((trial) => shortValue(ownValue(trial, name))),
  }));
  const varying = new Set([...varied, ...varyingParameters(trials)]);
  const differs = ({ values }: ComparedParameter) => new Set(values).size > 1;
  return {
    differing: lines.filter((line) => differs(line) && varying.has(line.name)),
    partial: lines.filter((line) => differs(line) && !varying.has(line.name)),
    shared: lines.filter((line) => !differs(line)),
  };
}
