import type { Assignment } from '../../configuration.ts';
import { optimizerParameters } from '../../model/parameters/optimizer.ts';
import { Float, type KerasObject, type KerasValue } from './kerasObject.ts';

const CLASS_NAMES: Readonly<Record<string, string>> = {
  sgd: 'SGD',
  rmsprop: 'RMSprop',
  adam: 'Adam',
  adamw: 'AdamW',
  nadam: 'Nadam',
  adamax: 'Adamax',
  adagrad: 'Adagrad',
  adadelta: 'Adadelta',
  ftrl: 'Ftrl',
  lion: 'Lion',
};

/** Our 0 for "without" is None in Keras; only AdamW needs a number. */
const NONE_AS_ZERO = ['weight_decay', 'global_clipnorm'];

/**
 * A configuration's optimizer; its parameters have Keras's names, and its learning rate is the schedule's
 * highest.
 */
export function kerasOptimizer(parameters: Assignment): KerasObject {
  const name = String(parameters.optimizer);
  const config: Record<string, KerasValue> = { name };
  for (const parameter of optimizerParameters) {
    const value = parameters[parameter.name];
    if (parameter.name === 'optimizer' || value === undefined) continue;
    const none = value === 0 && NONE_AS_ZERO.includes(parameter.name);
    config[parameter.name] = none
      ? withoutIt(name, parameter.name)
      : typeof value === 'number'
        ? new Float(value)
        : (value as KerasValue);
  }
  return { module: 'keras.optimizers', className: CLASS_NAMES[name]!, config };
}

function withoutIt(optimizer: string, parameter: string): KerasValue {
  return optimizer === 'adamw' && parameter === 'weight_decay' ? new Float(0) : null;
}

/** The state of an optimizer before its first step, without the number of its steps and its learning rate. */
export interface FreshState {
  /**
   * Groups of tensors with the shapes of the weights; the tensors of a group follow one another weight by
   * weight.
   */
  readonly groups: readonly (readonly number[])[];
  /** Single numbers after them. */
  readonly scalars: readonly number[];
}

/**
 * The state in the order of Keras's `optimizer.variables`; each tensor is given by the value that fills it.
 */
export function freshState(parameters: Assignment): FreshState {
  const accumulator = Number(parameters.initial_accumulator_value);
  const hasMomentum = Number(parameters.momentum ?? 0) > 0;
  const groups = (...all: readonly (readonly number[])[]): FreshState => ({ groups: all, scalars: [] });
  switch (parameters.optimizer) {
    case 'sgd':
      return groups(...(hasMomentum ? [[0]] : []));
    case 'rmsprop':
      return groups([0], ...(hasMomentum ? [[0]] : []), ...(parameters.centered === true ? [[0]] : []));
    case 'adam':
    case 'adamw':
      return groups([0, 0], ...(parameters.amsgrad === true ? [[0]] : []));
    case 'nadam':
      // The product of its momentum schedule so far.
      return { groups: [[0, 0]], scalars: [1] };
    case 'adamax':
    case 'adadelta':
      return groups([0, 0]);
    case 'adagrad':
      return groups([accumulator]);
    case 'ftrl':
      return groups([accumulator, 0]);
    default:
      return groups([0]);
  }
}
