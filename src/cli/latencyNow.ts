import type { Trained } from '../comparison/index.ts';
import type { Engine } from '../engine/engine.ts';
import { createEngine } from '../engine/index.ts';
import { listed } from '../format.ts';
import { initialWeights } from '../model/buildLayers.ts';
import { sizeOf } from '../model/layer.ts';
import { Random } from '../random.ts';
import { type Database, type NetworkTrial, networkTrial, weights } from '../store/index.ts';
import { MANY_IMAGES } from '../trainable/network/metrics.ts';
import { measureLatency } from '../trainer/latency.ts';

/** The network of a configuration, with the weights of one of its trainings. */
export interface TimedNetwork {
  readonly name: string;
  readonly trial: NetworkTrial;
  /** Undefined if none of its trainings kept them. */
  readonly kept: readonly Float32Array[] | undefined;
}

export interface LatenciesNow {
  readonly latencyMs: number;
  readonly latency1000Ms: number;
}

/** The optimizer with the least memory: nothing is trained here. */
const OPTIMIZER = { name: 'sgd', momentum: 0, nesterov: false } as const;

/** The networks of configurations; undefined if they are none. */
export function timedNetworks(db: Database, trained: readonly Trained[]): TimedNetwork[] | undefined {
  const found = trained.flatMap(({ name, trainings }): TimedNetwork[] => {
    const trials = trainings.flatMap(({ trialId }) => networkTrial(db, trialId) ?? []);
    const trial = trials.find(({ hasWeights }) => hasWeights) ?? trials[0];
    if (!trial) return [];
    return [{ name, trial, kept: weights(db, trial.trialId)?.map(({ values }) => values) }];
  });
  return found.length === trained.length ? found : undefined;
}

/**
 * Measures one network after another on this thread, each in the engine of its sweep, on images of noise.
 * @throws SweepError `engine_unavailable` if that does not load on this machine.
 */
export async function latenciesNow(networks: readonly TimedNetwork[]): Promise<LatenciesNow[]> {
  const measured: LatenciesNow[] = [];
  let engine: Engine | undefined;
  try {
    for (const { trial, kept } of networks) {
      const { layers, sweep, seed } = trial;
      if (engine?.name !== sweep.engine) {
        await engine?.dispose();
        engine = undefined;
        engine = await createEngine(sweep.engine);
      }
      const { input } = sweep.dataset;
      const network = await engine.open({ layers, input, optimizer: OPTIMIZER, batchSize: 1 });
      network.setWeights(kept ?? initialWeights(layers, seed));
      const random = Random.of(seed, 'latency');
      const bytes = MANY_IMAGES * sizeOf(input.shape);
      const noise = {
        images: Uint8Array.from({ length: bytes }, () => random.below(256)),
        labels: new Uint16Array(MANY_IMAGES),
      };
      measured.push({
        latencyMs: (await measureLatency(network, noise))!,
        latency1000Ms: (await measureLatency(network, noise, MANY_IMAGES))!,
      });
      network.close();
    }
  } finally {
    await engine?.dispose();
  }
  return measured;
}

/** How they were measured. */
export function latenciesNowWords(networks: readonly TimedNetwork[]): string {
  const without = networks.flatMap(({ name, kept }) => (kept ? [] : [name]));
  const untrained =
    without.length === 0
      ? ''
      : ` No weights of ${listed(without)} were kept: initial ones stand in for them, which take as long.`;
  return `Latencies are of one image alone and of 1,000 in one call, measured now, one network after another, with the engine of the sweep on one thread of this machine.${untrained}`;
}
