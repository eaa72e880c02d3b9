import type { Assignment, Configuration, ParameterValue } from '../configuration.ts';
import type { ModelName } from './modelName.ts';
import { defaultOf, hasEffect } from './parameter.ts';
import { PARAMETERS } from './parameters/index.ts';
import { resolveWords } from './parameters/words.ts';

/** The canonical configuration of the assignment of a spec or sampler (canonical names, legal values). */
export function configure(written: Assignment): Configuration {
  const { model: assignedModel, ...assigned } = resolveWords(written);
  const model = assignedModel as ModelName;
  const parameters: Record<string, ParameterValue> = {};
  for (const parameter of PARAMETERS) {
    if (!hasEffect(parameter, model, parameters)) continue;
    const value = assigned[parameter.name] ?? defaultOf(parameter, model, parameters);
    parameters[parameter.name] = parameter.kind.normalize(value);
  }
  // A copied object takes a quarter of the memory of one that grew key by key.
  return { model, ...parameters };
}
