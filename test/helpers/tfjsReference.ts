import * as tf from '@tensorflow/tfjs';
import type { Activation } from '../../src/model/activation.ts';
import type { InputShape, Layer } from '../../src/model/layer.ts';
import type { Optimizer } from '../../src/model/optimizer.ts';

/** Trains the same layers with TensorFlow.js's pure JavaScript backend: the independent implementation. */
export class TfjsReference {
  private readonly model: tf.Sequential;
  private readonly optimizer: tf.Optimizer;
  private readonly input: InputShape;
  private readonly layers: readonly Layer[];
  private readonly labelSmoothing: number;

  static async create(
    layers: readonly Layer[],
    input: InputShape,
    optimizer: Optimizer,
    rate: number,
    labelSmoothing = 0,
  ): Promise<TfjsReference> {
    await tf.setBackend('cpu');
    return new TfjsReference(layers, input, optimizer, rate, labelSmoothing);
  }

  private constructor(
    layers: readonly Layer[],
    input: InputShape,
    optimizer: Optimizer,
    rate: number,
    labelSmoothing: number,
  ) {
    this.input = input;
    this.layers = layers;
    this.labelSmoothing = labelSmoothing;
    this.optimizer = optimizerOf(optimizer, rate);
    this.model = tf.sequential();
    for (const [index, layer] of layers.entries()) {
      const common = {
        name: `${layer.name}_${Math.random()}`,
        ...(index === 0 ? { inputShape: [...input.shape] } : {}),
      };
      this.model.add(layerOf(layer, common));
      if ('activation' in layer && layer.activation === 'leaky_relu') this.model.add(leakyRelu());
    }
  }

  setWeights(weights: readonly Float32Array[]): void {
    for (const [index, variable] of this.variables().entries()) {
      variable.write(tf.tensor(weights[index]!, variable.shape as number[]));
    }
  }

  weights(): Float32Array[] {
    return this.variables().map((variable) => variable.read().dataSync() as Float32Array);
  }

  /** One update; returns the mean loss before it. */
  trainStep(images: Uint8Array, labels: Uint16Array): number {
    return tf.tidy(() => {
      const x = tf.tensor(Float32Array.from(images), [labels.length, ...this.input.shape]).div(255);
      const y = tf.oneHot(tf.tensor1d(Int32Array.from(labels), 'int32'), this.input.classes);
      const loss = this.optimizer.minimize(
        () => this.lossOf(y, this.model.apply(x, { training: true }) as tf.Tensor2D),
        true,
      );
      return loss!.dataSync()[0]!;
    });
  }

  /** The mean loss and predicted classes at inference: without dropout, with the moving averages. */
  evaluate(images: Uint8Array, labels: Uint16Array): { loss: number; predictions: number[] } {
    return tf.tidy(() => {
      const x = tf.tensor(Float32Array.from(images), [labels.length, ...this.input.shape]).div(255);
      const y = tf.oneHot(tf.tensor1d([...labels], 'int32'), this.input.classes);
      const logits = this.model.apply(x, { training: false }) as tf.Tensor2D;
      const loss = this.lossOf(y, logits).dataSync()[0]!;
      return { loss, predictions: [...logits.argMax(1).dataSync()] };
    });
  }

  /** Floating-point operations of one image, from TensorFlow.js's own shapes. */
  countFlops(): number {
    return this.model.layers.reduce((sum, layer) => {
      const shape = (layer.outputShape as number[]).slice(1).reduce((a, b) => a * b, 1);
      const inputs = ((layer.input as tf.SymbolicTensor).shape as number[])
        .slice(1)
        .reduce((a, b) => a * b, 1);
      const config = layer.getConfig() as { poolSize?: number[] };
      switch (layer.getClassName()) {
        case 'Conv2D': {
          const [kh, kw, channels] = layer.weights[0]!.shape as number[];
          return sum + 2 * kh! * kw! * channels! * shape;
        }
        case 'Dense':
          return sum + 2 * inputs * shape;
        case 'BatchNormalization':
          return sum + 2 * shape;
        case 'MaxPooling2D':
        case 'AveragePooling2D':
          return sum + shape * config.poolSize!.reduce((a, b) => a * b, 1);
        case 'GlobalAveragePooling2D':
          return sum + inputs;
        default:
          return sum;
      }
    }, 0);
  }

  /** The weights in the order of the layers; the list of the model puts moving averages last. */
  private variables() {
    return this.model.layers.flatMap(({ weights }) => weights);
  }

  private lossOf(y: tf.Tensor, logits: tf.Tensor2D): tf.Scalar {
    const smoothing = this.labelSmoothing;
    const entropy = tf.losses.softmaxCrossEntropy(y, logits, undefined, smoothing) as tf.Scalar;
    const specs = this.layers.flatMap(({ weights }) => weights);
    const tensors = this.variables();
    return specs.reduce<tf.Scalar>((sum, { l2 }, index) => {
      if (l2 === 0) return sum;
      return sum.add(tensors[index]!.read().square().sum().mul(l2)) as tf.Scalar;
    }, entropy);
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
        strides: layer.strides,
        padding: layer.padding,
        useBias: layer.useBias,
        activation: activationOf(layer.activation),
      });
    case 'batch_normalization':
      return tf.layers.batchNormalization({ ...common, momentum: layer.momentum, epsilon: layer.epsilon });
    case 'activation':
      return tf.layers.activation({ ...common, activation: activationOf(layer.activation) });
    case 'max_pooling2d':
      return tf.layers.maxPooling2d({ ...common, poolSize: layer.poolSize });
    case 'average_pooling2d':
      return tf.layers.averagePooling2d({ ...common, poolSize: layer.poolSize });
    case 'global_average_pooling2d':
      return tf.layers.globalAveragePooling2d({ name: common.name });
    case 'flatten':
      return tf.layers.flatten(common);
    case 'dropout':
      return tf.layers.dropout({ ...common, rate: layer.rate });
    case 'dense':
      return tf.layers.dense({
        ...common,
        units: layer.units,
        useBias: layer.useBias,
        activation: activationOf(layer.activation),
      });
  }
}

function activationOf(name: Activation | 'softmax') {
  switch (name) {
    case 'softmax':
    case 'leaky_relu':
      return 'linear';
    case 'silu':
      return 'swish';
    default:
      return name;
  }
}

function leakyRelu(): tf.layers.Layer {
  return tf.layers.leakyReLU({ alpha: 0.2 });
}

function optimizerOf(optimizer: Optimizer, rate: number): tf.Optimizer {
  switch (optimizer.name) {
    case 'sgd':
      if (optimizer.momentum === 0) return tf.train.sgd(rate);
      return tf.train.momentum(rate, optimizer.momentum, optimizer.nesterov);
    case 'rmsprop':
      // TensorFlow.js subtracts epsilon under the root, where the paper adds it.
      if (optimizer.centered) throw new Error('TensorFlow.js has no centered rmsprop');
      return tf.train.rmsprop(rate, optimizer.rho, optimizer.momentum, optimizer.epsilon);
    case 'adam':
      return tf.train.adam(rate, optimizer.beta1, optimizer.beta2, optimizer.epsilon);
    case 'adamax':
      return tf.train.adamax(rate, optimizer.beta1, optimizer.beta2, optimizer.epsilon);
    case 'adagrad':
      return tf.train.adagrad(rate, optimizer.initialAccumulator);
    default:
      // Its adadelta divides by the mean square before the step, which is not the paper's rule.
      throw new Error(`TensorFlow.js has no ${optimizer.name}`);
  }
}
