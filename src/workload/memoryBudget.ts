import type { Configuration } from '../configuration.ts';
import { estimateTrialBytes } from '../engine/trialBytes.ts';
import { buildLayers } from '../model/buildLayers.ts';
import type { InputShape, Layer } from '../model/layer.ts';
import type { MemoryBudget } from '../sweep/admission.ts';
import type { EngineName } from '../trainable/network/setup.ts';
import { memoryRoomBytes } from './memoryRoom.ts';

/**
 * The memory available now, beyond that of the process, and the estimated need of each trial of an engine.
 */
export function memoryBudget(engine: EngineName, input: InputShape): MemoryBudget {
  const ofConfigurations = new WeakMap<Configuration, number>();
  const ofShapes = new Map<string, number>();
  const estimate = (configuration: Configuration): number => {
    const layers = buildLayers(configuration, input);
    const key = shapeKey(configuration, layers);
    const needBytes = ofShapes.get(key) ?? estimateTrialBytes(engine, configuration, layers, input);
    ofShapes.set(key, needBytes);
    return needBytes;
  };
  return {
    roomBytes: memoryRoomBytes(),
    needBytes(configuration) {
      const needBytes = ofConfigurations.get(configuration) ?? estimate(configuration);
      ofConfigurations.set(configuration, needBytes);
      return needBytes;
    },
  };
}

/** Equal if two trials differ only in rates, factors and initial weights, which take no memory. */
function shapeKey(configuration: Configuration, layers: readonly Layer[]): string {
  const { batch_size, optimizer, momentum, nesterov, centered, amsgrad, early_stopping_patience } =
    configuration;
  const rules = [optimizer, Number(momentum ?? 0) > 0, nesterov, centered, amsgrad];
  const shapes = layers.map((layer) => ({ ...layer, weights: undefined, name: undefined, rate: undefined }));
  return JSON.stringify([shapes, batch_size, rules, Number(early_stopping_patience ?? 0) > 0]);
}
