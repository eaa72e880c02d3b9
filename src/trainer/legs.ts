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

/** A part of a training that is done with the same values: there are several where it is a fork. */
export interface Leg {
  readonly configuration: Configuration;
  readonly seed: number;
  /** Its last epoch, unless it stops early; those of an ancestor do not. */
  readonly until: number;
}

/** What a training consists of, its own part last. */
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

/** What a leg leaves to the one after it. */
export interface HandedOver {
  readonly leg: Leg;
  readonly course: Course;
  readonly weights: readonly Float32Array[];
  readonly state: NetworkState;
}

/** To be called before the network is closed: what is handed over are copies. */
export function handOver(leg: Leg, course: Course, network: Network): HandedOver {
  const { steps, tensors } = network.state();
  const state = { steps, tensors: tensors.map((tensor) => tensor.slice()) };
  return { leg, course, weights: network.weights(), state };
}

/**
 * Goes on with the weights of the leg before and, where its optimizer is of the same kind, with what that keeps. Early
 * stopping and the reduction of the learning rate on a plateau begin anew.
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

/** Whether two rules keep the same things of each weight: numbers may differ, but for one that becomes or was 0. */
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
