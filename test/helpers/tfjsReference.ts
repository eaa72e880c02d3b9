import * as tf from '@tensorflow/tfjs';
import type { Activation } from '../../src/model/activation.ts';
import type { InputShape, Layer } from '../../src/model/layer.ts';
import type { Optimizer } from '../../src/model/optimizer.ts';

/** Trains the same layers with TensorFlow.js's pure JavaScript backend: the independent implementation. */
export class TfjsReference {
  private readonly model: tf.Sequential;
  private readonly optimizer: tf.Optimizer;
  private readonly input: InputShape;

  static async create(
    layers: readonly Layer[],
    input: InputShape,
    optimizer: Optimizer,
    rate: number,
  ): Promise<TfjsReference> {
    await tf.setBackend('cpu');
    return new TfjsReference(layers, input, optimizer, rate);
  }

  private constructor(layers: readonly Layer[], input: InputShape, optimizer: Optimizer, rate: number) {
    this.input = input;
    this.optimizer = optimizerOf(optimizer, rate);
    this.model = tf.sequential();
    for (const [index, layer] of layers.entries()) {
      const common = {
        name: `${layer.name}_${Math.random()}`,
        ...(index === 0 ? { inputShape: [...input.shape] } : {}),
      };
      this.model.add(layerOf(layer, common));
    }
  }

  setWeights(weights: readonly Float32Array[]): void {
    const shapes = this.model.getWeights().map(({ shape }) => shape);
    this.model.setWeights(weights.map((values, index) => tf.tensor(values, shapes[index]!)));
  }

  weights(): Float32Array[] {
    return this.model.getWeights().map((tensor) => tensor.dataSync() as Float32Array);
  }

  /** One update; returns the mean loss before it. */
  trainStep(images: Uint8Array, labels: Uint8Array): number {
    return tf.tidy(() => {
      const x = tf.tensor(Float32Array.from(images), [labels.length, ...this.input.shape]).div(255);
      const y = tf.oneHot(tf.tensor1d(labels, 'int32'), this.input.classes);
      const loss = this.optimizer.minimize(
        () =>
          tf.losses.softmaxCrossEntropy(
            y,
            this.model.apply(x, { training: true }) as tf.Tensor2D,
          ) as tf.Scalar,
        true,
      );
      return loss!.dataSync()[0]!;
    });
  }

  countParameters(): number {
    return this.model.countParams();
  }
}

/** The output layer stays linear here: TensorFlow.js's loss takes the logits. */
function layerOf(layer: Layer, common: { name: string; inputShape?: number[] }): tf.layers.Layer {
  switch (layer.kind) {
    case 'conv2d':
      return tf.layers.conv2d({
        ...common,
        filters: layer.filters,
        kernelSize: layer.kernelSize,
        activation: activationOf(layer.activation),
      });
    case 'max_pooling2d':
      return tf.layers.maxPooling2d({ ...common, poolSize: layer.poolSize });
    case 'flatten':
      return tf.layers.flatten(common);
    case 'dropout':
      return tf.layers.dropout({ ...common, rate: layer.rate });
    case 'dense':
      return tf.layers.dense({ ...common, units: layer.units, activation: activationOf(layer.activation) });
  }
}

function activationOf(name: Activation | 'softmax') {
  return name === 'softmax' ? 'linear' : name;
}

function optimizerOf(optimizer: Optimizer, rate: number): tf.Optimizer {
  switch (optimizer.name) {
    case 'sgd':
      if (optimizer.momentum === 0) return tf.train.sgd(rate);
      return tf.train.momentum(rate, optimizer.momentum, optimizer.nesterov);
    case 'rmsprop':
      return tf.train.rmsprop(rate, optimizer.rho, 0, optimizer.epsilon);
    case 'adam':
      return tf.train.adam(rate, optimizer.beta1, optimizer.beta2, optimizer.epsilon);
  }
}
