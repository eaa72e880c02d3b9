import type { Assignment, Configuration, ParameterValue } from '../configuration.ts';
import type { ModelName } from './modelName.ts';
import { defaultOf, hasEffect } from './parameter.ts';
import { PARAMETERS } from './parameters/index.ts';
import { resolveWords } from './parameters/words.ts';

/** The canonical configuration for what a spec or sampler assigned (by canonical names, values already legal). */
export function configure(written: Assignment): Configuration {
  const { model: assignedModel, ...assigned } = resolveWords(written);
  const model = assignedModel as ModelName;
  const parameters: Record<string, ParameterValue> = {};
  for (const parameter of PARAMETERS) {
    if (!hasEffect(parameter, model, parameters)) continue;
    const value = assigned[parameter.name] ?? defaultOf(parameter, model, parameters);
    parameters[parameter.name] = parameter.kind.normalize(value);
  }
  // The copy of an object that grew key by key takes a quarter of its memory.
  return { model, ...parameters };
}
