import type { Configuration } from '../configuration.ts';
import type { Engine, Network, NetworkState } from '../engine/engine.ts';
import { SweepError } from '../errors.ts';
import { buildLayers } from '../model/buildLayers.ts';
import type { InputShape } from '../model/layer.ts';
import type { Optimizer } from '../model/optimizer.ts';
import { optimizerOf } from '../model/optimizers.ts';
import type { NetworkSetup } from '../trainable/network/setup.ts';
import type { TrialJob } from '../trial/trial.ts';
import { Course } from './course.ts';

/** A part of a training with the same values; a fork has several. */
export interface Leg {
  readonly configuration: Configuration;
  readonly seed: number;
  /** Its last epoch, unless it stops early; an ancestor's leg does not stop early. */
  readonly until: number;
}

/** The legs of a training, its own last. */
export function legsOf({ configuration, seed, setup }: TrialJob<NetworkSetup>): readonly Leg[] {
  const ancestors = (setup.fork ?? []).map(({ parameters, seed, epochs }) => ({
    configuration: parameters,
    seed,
    until: epochs,
  }));
  return [...ancestors, { configuration, seed, until: Number(configuration.epochs) }];
}

/** A network for a leg, with zero weights. */
export function openNetwork(engine: Engine, input: InputShape, { configuration }: Leg): Promise<Network> {
  return engine.open({
    layers: buildLayers(configuration, input),
    input,
    optimizer: optimizerOf(configuration),
    labelSmoothing: Number(configuration.label_smoothing),
    batchSize: Number(configuration.batch_size),
  });
}

/** The data that a leg leaves to the next one. */
export interface HandedOver {
  readonly leg: Leg;
  readonly course: Course;
  readonly weights: readonly Float32Array[];
  readonly state: NetworkState;
}

/** Must be called before the network is closed: the data is copied. */
export function handOver(leg: Leg, course: Course, network: Network): HandedOver {
  const { steps, tensors } = network.state();
  const state = { steps, tensors: tensors.map((tensor) => tensor.slice()) };
  return { leg, course, weights: network.weights(), state };
}

/**
 * Goes on with the weights of the leg before and, if its optimizer is of the same kind, with the optimizer's
 * state. Early stopping and the reduction of the learning rate on a plateau begin anew.
 */
export function takeOver({ leg, course, weights, state }: HandedOver, next: Leg, network: Network): Course {
  const kept = keepsAlike(optimizerOf(leg.configuration), optimizerOf(next.configuration));
  if (!kept || !restored(network, state)) network.setWeights(weights);
  return Course.after(course, next.configuration);
}

function restored(network: Network, state: NetworkState): boolean {
  try {
    network.restore(state);
    return true;
  } catch (error) {
    if (error instanceof SweepError && error.code === 'state_unusable') return false;
    throw error;
  }
}

/**
 * Whether two rules keep the same state of each weight: their settings may differ, unless one becomes or was
 * 0.
 */
function keepsAlike(a: Optimizer, b: Optimizer): boolean {
  const kindOf = (rule: object): string =>
    JSON.stringify(
      Object.entries(rule)
        .map(([name, value]) => [name, typeof value === 'number' ? value !== 0 : value])
        .sort(),
    );
  const { weightDecay: _, globalClipnorm: __, ...one } = a;
  const { weightDecay: ___, globalClipnorm: ____, ...other } = b;
  return kindOf(one) === kindOf(other);
}
