import { createEngine } from '../../src/engine/index.ts';
import type { TrainedTrial } from '../../src/export/exporter.ts';
import { ACTIVATIONS } from '../../src/model/activation.ts';
import { weightSpecs } from '../../src/model/buildLayers.ts';
import { type InputShape, type Layer, sizeOf } from '../../src/model/layer.ts';
import { Random } from '../../src/random.ts';
import { COLOUR, network, smallNetworks } from '../helpers/networks.ts';
import { trainedTrial } from './trainedTrial.ts';

/** A network whose answers another program must reproduce. */
export interface ExportedNetwork {
  readonly name: string;
  readonly trained: TrainedTrial;
  /** Bytes of {@link IMAGES} images, channels last. */
  readonly images: Uint8Array;
}

/** Number of images: enough that some batches are cut into parts. */
export const IMAGES = 37;

/** Small networks that together use every layer, padding, pooling and activation that a spec allows, grey and colour. */
export function everyNetwork(): ExportedNetwork[] {
  const names = Object.keys(smallNetworks('relu'));
  const small = [0, 5].flatMap((shift) =>
    names.map((name, index) => {
      const activation = ACTIVATIONS[(index + shift) % ACTIVATIONS.length]!;
      const { input, layers } = smallNetworks(activation)[name]!;
      return networkOf(`${name}, ${activation}`, input, layers);
    }),
  );
  return [...small, networkOf('dropout and batch normalization around a flatten', COLOUR, aroundFlatten())];
}

function aroundFlatten(): Layer[] {
  return network(COLOUR, (stack) => {
    stack.conv2d(5, 3, 'tanh');
    stack.dropout(0.3);
    stack.flatten();
    stack.batchNormalization();
    stack.activation('elu');
    stack.dropout(0.4);
    stack.dense(6, 'relu');
  });
}

function networkOf(name: string, input: InputShape, layers: Layer[]): ExportedNetwork {
  const random = Random.of(1, name);
  const { trial } = trainedTrial('cnn');
  const dataset = {
    ...trial.sweep.dataset,
    input,
    classNames: trial.sweep.dataset.classNames.slice(0, input.classes),
  };
  const weights = weightSpecs(layers).map((spec) =>
    Float32Array.from({ length: sizeOf(spec.shape) }, () =>
      spec.name.endsWith('variance') ? 0.2 + random.uniform() : random.uniform() - 0.5,
    ),
  );
  const images = Uint8Array.from({ length: IMAGES * sizeOf(input.shape) }, () =>
    Math.floor(256 * random.uniform()),
  );
  return {
    name,
    images,
    trained: { trial: { ...trial, layers, sweep: { ...trial.sweep, dataset } }, weights },
  };
}

/** The answers of our engine for the images: `[images, classes]`. */
export async function ourProbabilities({ trained, images }: ExportedNetwork): Promise<Float32Array> {
  const engine = await createEngine('onnx');
  try {
    const { layers, sweep } = trained.trial;
    const optimizer = { name: 'sgd', momentum: 0, nesterov: false } as const;
    const network = await engine.open({ layers, input: sweep.dataset.input, optimizer, batchSize: 1 });
    network.setWeights(trained.weights);
    const probabilities = await network.probabilities(images);
    network.close();
    return probabilities;
  } finally {
    await engine.dispose();
  }
}
