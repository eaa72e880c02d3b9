import type { Configuration } from '../../configuration.ts';
import type { SweepError } from '../../errors.ts';
import { listed } from '../../format.ts';
import { buildLayers, weightSpecs } from '../../model/buildLayers.ts';
import type { InputShape } from '../../model/layer.ts';
import { Misfit } from '../../model/misfit.ts';
import { initializerParameters } from '../../model/parameters/initializer.ts';

/** A training whose state another one goes on from with other values. */
export interface Ancestor {
  /** Its name in its sweep, such as `cnn/12`. */
  readonly trial: string;
  /** The last epoch that it did for both; its own ancestor may have done the first ones. */
  readonly epochs: number;
  readonly seed: number;
  readonly parameters: Configuration;
}

/** The parameter that distinguishes a fork's configuration from one that was trained from the beginning. */
export const FORKED_FROM = 'forked_from';

export function forkedFrom({ trial, epochs }: Ancestor): string {
  return `${trial} after epoch ${epochs}`;
}

/** Why a configuration cannot go on from the last of these ancestors; undefined if it can. */
export function misfitOfFork(
  configuration: Configuration,
  ancestors: readonly Ancestor[],
  input: InputShape,
): SweepError | undefined {
  const ancestor = ancestors.at(-1);
  if (!ancestor) return undefined;
  const { trial, epochs, parameters } = ancestor;
  if (Number(configuration.epochs) <= epochs) {
    const message = `It goes on from ${forkedFrom(ancestor)}, and its epochs are ${configuration.epochs}: nothing is left to train.`;
    return new Misfit(['epochs'], message, `epochs counts from the beginning: more than ${epochs}.`);
  }
  const idle = initializerParameters.filter(({ name }) => configuration[name] !== parameters[name]);
  if (idle.length > 0) {
    const message = `A fork begins with the weights of ${trial}: ${listed(idle.map(({ name }) => name))} would have no effect.`;
    return new Misfit(
      idle.map(({ name }) => name),
      message,
      'Leave it as it is.',
    );
  }
  const own = shapesOf(configuration, input);
  if (own === shapesOf(parameters, input)) return undefined;
  const message = `A fork begins with the weights of ${trial}, and this network has others: what its layers are made of cannot change.`;
  const others = Object.keys({ ...parameters, ...configuration }).filter(
    (name) => JSON.stringify(configuration[name]) !== JSON.stringify(parameters[name]),
  );
  return new Misfit(
    others.filter((name) => shapesOf({ ...configuration, [name]: parameters[name]! }, input) !== own),
    message,
    'Rates, schedules, batch size, optimizer, regularization, augmentation, early stopping and epochs can.',
  );
}

function shapesOf(configuration: Configuration, input: InputShape): string {
  return JSON.stringify(weightSpecs(buildLayers(configuration, input)).map(({ shape }) => shape));
}
