import type { Parameter } from '../parameter.ts';
import { architectureParameters } from './architecture.ts';
import { initializerParameters } from './initializer.ts';
import { optimizerParameters } from './optimizer.ts';
import { scheduleParameters } from './schedule.ts';
import { stoppingParameters } from './stopping.ts';
import { trainingParameters } from './training.ts';
import { writtenParameters } from './words.ts';

/** Every parameter, in the order of dependence and of reading. */
export const PARAMETERS: readonly Parameter[] = [
  ...optimizerParameters,
  ...trainingParameters,
  ...scheduleParameters,
  ...stoppingParameters,
  ...architectureParameters,
  ...initializerParameters,
];

const byName = named(PARAMETERS);
const writable = named([...PARAMETERS, ...writtenParameters]);

/** The parameter of that name or alias. */
export function findParameter(name: string): Parameter | undefined {
  return byName.get(name);
}

/** All names and aliases of parameters. */
export function parameterNames(): string[] {
  return [...byName.keys()];
}

/** The entry that a spec may write under that name: a parameter, or a word for others. */
export function findWritable(name: string): Parameter | undefined {
  return writable.get(name);
}

/** All names and aliases that a spec may use. */
export function writableNames(): string[] {
  return [...writable.keys()];
}

function named(parameters: readonly Parameter[]): ReadonlyMap<string, Parameter> {
  return new Map(
    parameters.flatMap((parameter) =>
      [parameter.name, ...(parameter.aliases ?? [])].map((name) => [name, parameter] as const),
    ),
  );
}
