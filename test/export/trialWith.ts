import type { Assignment } from '../../src/configuration.ts';
import type { TrainedTrial } from '../../src/export/exporter.ts';
import { buildLayers, initialWeights } from '../../src/model/buildLayers.ts';
import { configure } from '../../src/model/configure.ts';
import type { ModelName } from '../../src/model/modelName.ts';
import type { NetworkTrial } from '../../src/store/index.ts';
import { trainedTrial } from './trainedTrial.ts';

/** A completed trial with these parameters and defaults for all others. */
export function trialWith(
  model: ModelName,
  chosen: Assignment,
  changes: Partial<NetworkTrial['sweep']> = {},
): TrainedTrial {
  const { trial } = trainedTrial(model, changes);
  const parameters = configure({ model, ...chosen });
  const layers = buildLayers(parameters, trial.sweep.dataset.input);
  return { trial: { ...trial, model, parameters, layers }, weights: initialWeights(layers, 5) };
}
