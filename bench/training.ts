import type { Assignment } from '../src/configuration.ts';
import type { Engine, Network } from '../src/engine/engine.ts';
import { buildLayers, initialWeights } from '../src/model/buildLayers.ts';
import { configure } from '../src/model/configure.ts';
import type { Layer } from '../src/model/layer.ts';
import type { ModelName } from '../src/model/modelName.ts';
import { optimizerOf } from '../src/model/optimizers.ts';
import { INPUT } from './peers/networks.ts';
import { noise } from './peers/noise.ts';

/** A network of ours in training on noise. */
export interface Training {
  readonly layers: readonly Layer[];
  readonly network: Network;
  readonly batchSize: number;
  step(): Promise<unknown>;
}

/** Opens a network for a configuration. */
export async function openTraining(
  engine: Engine,
  model: ModelName,
  parameters: Assignment,
): Promise<Training> {
  const configuration = configure({ model, ...parameters });
  const layers = buildLayers(configuration, INPUT);
  const batchSize = Number(configuration.batch_size);
  const optimizer = optimizerOf(configuration);
  const network = await engine.open({ layers, input: INPUT, optimizer, batchSize });
  network.setWeights(initialWeights(layers, 0));
  const { images, labels } = noise(batchSize);
  const settings = { learningRate: 0.001, dropoutKey: [0, 0] } as const;
  return { layers, network, batchSize, step: () => network.trainStep(images, labels, settings) };
}
