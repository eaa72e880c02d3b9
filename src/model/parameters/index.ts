import type { Parameter } from '../parameter.ts';
import { architectureParameters } from './architecture.ts';
import { initializerParameters } from './initializer.ts';
import { optimizerParameters } from './optimizer.ts';
import { scheduleParameters } from './schedule.ts';
import { stoppingParameters } from './stopping.ts';
import { trainingParameters } from './training.ts';

/** Every parameter, in the order in which one may depend on another and in which people read them. */
export const PARAMETERS: readonly Parameter[] = [
  ...optimizerParameters,
  ...trainingParameters,
  ...scheduleParameters,
  ...stoppingParameters,
  ...architectureParameters,
  ...initializerParameters,
];

const byName = new Map<string, Parameter>(
  PARAMETERS.flatMap((parameter) =>
    [parameter.name, ...(parameter.aliases ?? [])].map((name) => [name, parameter] as const),
  ),
);

/** The parameter of that name or alias. */
export function findParameter(name: string): Parameter | undefined {
  return byName.get(name);
}

/** All names and aliases that a spec may use. */
export function parameterNames(): string[] {
  return [...byName.keys()];
}
