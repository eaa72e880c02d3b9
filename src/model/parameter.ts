import type { Assignment, ParameterValue } from '../configuration.ts';
import type { ModelName } from './modelName.ts';
import type { ValueKind } from './value.ts';

/** One row of the table of parameters, which validation, help and canonical configurations follow. */
export interface Parameter {
  readonly name: string;
  /** Other names that a spec may use for it. */
  readonly aliases?: readonly string[];
  readonly kind: ValueKind;
  /** The default; it may depend on the model and on parameters earlier in the table. */
  readonly defaultValue: ParameterValue | ((model: ModelName, earlier: Assignment) => ParameterValue);
  /** The models on which it has an effect; all if absent. */
  readonly models?: readonly ModelName[];
  /** The optimizers on which it has an effect; all if absent. */
  readonly optimizers?: readonly string[];
  /** A further condition under which it has an effect, given the parameters earlier in the table. */
  readonly when?: (model: ModelName, earlier: Assignment) => boolean;
  /** One line of help. */
  readonly help: string;
}

/** Whether the parameter changes what is trained, given the model and the parameters earlier in the table. */
export function hasEffect(parameter: Parameter, model: ModelName, earlier: Assignment): boolean {
  if (parameter.models && !parameter.models.includes(model)) return false;
  if (parameter.optimizers && !parameter.optimizers.includes(String(earlier.optimizer))) return false;
  return parameter.when?.(model, earlier) ?? true;
}

/** The parameter's default for the model and the parameters earlier in the table. */
export function defaultOf(parameter: Parameter, model: ModelName, earlier: Assignment): ParameterValue {
  const { defaultValue } = parameter;
  return typeof defaultValue === 'function' ? defaultValue(model, earlier) : defaultValue;
}
