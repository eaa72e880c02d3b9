import type { layers as kerasLayers, Scalar, Tensor, Variable } from '@tensorflow/tfjs';
import { weightSpecs } from '../../model/buildLayers.ts';
import type { Layer } from '../../model/layer.ts';
import { sizeOf } from '../../model/layer.ts';
import type { Network, NetworkRequest, NetworkState, Score, StepSettings } from '../engine.ts';
import { requireSizes } from '../stateFits.ts';
import type { Tf } from './backend.ts';
import { layersOf } from './layers.ts';
import { dropoutMask } from './masks.ts';
import { TfjsOptimizer } from './optimizer.ts';

/** Images that are evaluated at once. */
const EVALUATION_BATCH = 500;

interface Stage {
  readonly layer: Layer;
  readonly computed: readonly kerasLayers.Layer[];
}

type LayerVariable = kerasLayers.Layer['weights'][number];

/** A network of TensorFlow.js layers, trained by automatic differentiation. */
export class TfjsNetwork implements Network {
  private readonly tf: Tf;
  private readonly request: NetworkRequest;
  private readonly stages: readonly Stage[];
  private readonly variables: readonly LayerVariable[];
  private readonly trainable: readonly Variable[];
  private readonly optimizer: TfjsOptimizer;

  constructor(tf: Tf, request: NetworkRequest) {
    this.tf = tf;
    this.request = request;
    this.stages = request.layers.map((layer) => ({ layer, computed: layersOf(tf, layer) }));
    for (const { layer, computed } of this.stages) {
      for (const [index, each] of computed.entries()) {
        each.build([null, ...(index === 0 ? layer.inputShape : layer.outputShape)]);
        each.built = true;
      }
    }
    this.variables = this.stages.flatMap(({ computed }) => computed.flatMap(({ weights }) => weights));
    const specs = weightSpecs(request.layers);
    const trainable = this.variables.filter((_, index) => specs[index]!.trainable);
    this.trainable = trainable.map((variable) => variable.read() as Variable);
    this.optimizer = new TfjsOptimizer(tf, request.optimizer, this.trainable);
    this.setWeights(specs.map(({ shape }) => new Float32Array(sizeOf(shape))));
  }

  setWeights(weights: readonly Float32Array[]): void {
    this.tf.tidy(() => {
      for (const [index, variable] of this.variables.entries()) {
        variable.write(this.tf.tensor(weights[index]!.slice(), variable.shape as number[]));
      }
    });
  }

  weights(): Float32Array[] {
    return this.variables.map((variable) => Float32Array.from(variable.read().dataSync()));
  }

  async trainStep(images: Uint8Array, labels: Uint16Array, settings: StepSettings): Promise<Score> {
    const { tf } = this;
    const masks = this.masks(labels.length, settings.dropoutKey);
    let correct = 0;
    const { value, grads } = tf.variableGrads(() => {
      const logits = this.forward(this.scaled(images, labels.length), masks, true);
      correct = hits(labels, logits);
      return this.loss(logits, labels);
    }, [...this.trainable]);
    const lossSum = value.dataSync()[0]! * labels.length;
    const gradients = this.trainable.map(({ name }) => grads[name]!);
    this.optimizer.update(gradients, settings.learningRate);
    tf.dispose([value, gradients, [...masks.values()]]);
    return { lossSum, correct };
  }

  async evaluate(
    images: Uint8Array,
    labels: Uint16Array,
    predictions: Uint16Array,
    confidences?: Float32Array,
  ): Promise<Score> {
    const total = { lossSum: 0, correct: 0 };
    this.evaluateParts(images, (logits, first, count) => {
      const ofPart = labels.subarray(first, first + count);
      total.correct += hits(ofPart, logits, predictions.subarray(first));
      total.lossSum += this.loss(logits, ofPart).dataSync()[0]! * count;
      confidences?.set(this.tf.logSoftmax(logits).max(1).exp().dataSync(), first);
    });
    return total;
  }

  async probabilities(images: Uint8Array): Promise<Float32Array> {
    const { classes, shape } = this.request.input;
    const probabilities = new Float32Array((images.length / sizeOf(shape)) * classes);
    this.evaluateParts(images, (logits, first) => {
      probabilities.set(this.tf.logSoftmax(logits).exp().dataSync(), first * classes);
    });
    return probabilities;
  }

  state(): NetworkState {
    const { steps, tensors } = this.optimizer.state();
    return { steps, tensors: [...this.weights(), ...tensors] };
  }

  restore(state: NetworkState): void {
    const sizes = this.variables.map(({ shape }) => sizeOf(shape as number[]));
    requireSizes(state, [...sizes, ...this.optimizer.sizes()]);
    this.setWeights(state.tensors.slice(0, sizes.length));
    this.optimizer.restore({ steps: state.steps, tensors: state.tensors.slice(sizes.length) });
  }

  close(): void {
    this.optimizer.dispose();
    for (const variable of this.variables) variable.dispose();
  }

  /**
   * Passes the logits of so many images at a time, from image `first` on, to `use`; they are freed after it.
   */
  private evaluateParts(
    images: Uint8Array,
    use: (logits: Tensor, first: number, count: number) => void,
  ): void {
    const pixels = sizeOf(this.request.input.shape);
    const all = images.length / pixels;
    for (let first = 0; first < all; first += EVALUATION_BATCH) {
      const count = Math.min(EVALUATION_BATCH, all - first);
      this.tf.tidy(() => {
        const part = images.subarray(first * pixels, (first + count) * pixels);
        use(this.forward(this.scaled(part, count), new Map(), false), first, count);
      });
    }
  }

  private forward(input: Tensor, masks: ReadonlyMap<Layer, Tensor>, training: boolean): Tensor {
    let value = input;
    for (const { layer, computed } of this.stages) {
      const mask = masks.get(layer);
      if (mask) value = value.mul(mask);
      for (const each of computed) value = each.call(value, { training }) as Tensor;
    }
    return value;
  }

  /** Mean loss of the images, penalties included. */
  private loss(logits: Tensor, labels: Uint16Array): Scalar {
    const { tf } = this;
    const { labelSmoothing = 0, input } = this.request;
    const targets = tf.oneHot(tf.tensor1d([...labels], 'int32'), input.classes).cast('float32');
    const smoothed = targets.mul(1 - labelSmoothing).add(labelSmoothing / input.classes);
    const entropy = tf.logSoftmax(logits).mul(smoothed).sum(1).mean().neg();
    return weightSpecs(this.request.layers).reduce<Tensor>((sum, { l2 }, index) => {
      return l2 > 0 ? sum.add(this.variables[index]!.read().square().sum().mul(l2)) : sum;
    }, entropy) as Scalar;
  }

  private scaled(images: Uint8Array, count: number): Tensor {
    const { shape } = this.request.input;
    const floats = Float32Array.from(images.subarray(0, count * sizeOf(shape)));
    return this.tf.tensor(floats, [count, ...shape]).div(255);
  }

  private masks(batch: number, key: readonly [number, number]): Map<Layer, Tensor> {
    const { layers } = this.request;
    return new Map(
      layers.flatMap((layer) => {
        if (layer.kind !== 'dropout') return [];
        const shape = [batch, ...layer.inputShape];
        return [[layer, this.tf.tensor(dropoutMask(layers, layer, batch, key), shape)] as const];
      }),
    );
  }
}

/** Number of rows whose label has the highest logit; if given, `predictions` gets the class of each row. */
function hits(labels: Uint16Array, logits: Tensor, predictions?: Uint16Array): number {
  const classes = logits.argMax(1);
  const predicted = classes.dataSync();
  classes.dispose();
  predictions?.set(predicted);
  return labels.reduce((sum, label, index) => sum + (label === predicted[index] ? 1 : 0), 0);
}
