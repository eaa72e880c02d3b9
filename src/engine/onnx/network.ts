import type { Tensor } from 'onnxruntime-node';
import { sizeOf } from '../../model/layer.ts';
import type { Network, NetworkRequest, Score, StepSettings } from '../engine.ts';
import type { Arena } from './arena.ts';
import type { Lowered } from './lower.ts';
import { lower } from './lower.ts';
import { DropoutMasks } from './masks.ts';
import { largestMicroBatch, microBatches } from './microBatch.ts';
import { OptimizerStep } from './optimizers/step.ts';
import type { Blocks } from './optimizers/updater.ts';
import { Penalty } from './penalty.ts';
import type { Runner } from './runner.ts';
import { bindRunner, floatTensor } from './runner.ts';
import { scoreRows } from './score.ts';
import type { Sessions } from './sessions.ts';
import { fillTargets } from './targets.ts';
import { evaluationGraph, gradientName, graphKey, SCALE, TARGETS, trainingGraph } from './trainGraph.ts';
import { WeightMemory } from './weightMemory.ts';

/** Images that are evaluated at once. */
const EVALUATION_BATCH = 100;

interface TrainRunner extends Runner {
  readonly targets: Float32Array;
}

/** A network whose step is one compiled graph and one pass of an optimizer kernel. */
export class OnnxNetwork implements Network {
  private readonly request: NetworkRequest;
  private readonly arena: Arena;
  private readonly sessions: Sessions;
  private readonly lowered: Lowered;
  private readonly key: string;
  private readonly memory: WeightMemory;
  private readonly masks: DropoutMasks;
  private readonly blocks: Blocks;
  /** Where the gradients of all micro-batches but the first land, to be added up. */
  private readonly partBlock: number;
  private readonly optimizer: OptimizerStep;
  private readonly penalty: Penalty;
  /** How much of the moving averages stays after a step; undefined where there are none. */
  private readonly averageMomentum: number | undefined;
  private readonly largestPart: number;
  private readonly weightTensors: Record<string, Tensor>;
  private readonly scale = new Float32Array(1);
  private readonly trainRunners = new Map<string, TrainRunner>();
  private evaluationRunner: Runner | undefined;

  constructor(request: NetworkRequest, arena: Arena, sessions: Sessions) {
    this.request = request;
    this.arena = arena;
    this.sessions = sessions;
    this.lowered = lower(request.layers);
    this.key = graphKey(request);
    this.averageMomentum = request.layers.find((layer) => layer.kind === 'batch_normalization')?.momentum;
    this.largestPart = largestMicroBatch(request.batchSize, this.averageMomentum === undefined);
    arena.reset();
    this.memory = new WeightMemory(arena, request.layers, this.lowered);
    const { blockSize, trainableSize } = this.memory;
    this.blocks = {
      weights: arena.reserve(blockSize),
      gradients: arena.reserve(blockSize),
      size: trainableSize,
    };
    this.partBlock = request.batchSize > this.largestPart ? arena.reserve(blockSize) : this.blocks.gradients;
    this.optimizer = new OptimizerStep(request.optimizer, arena, this.blocks);
    this.penalty = new Penalty(arena.kernels, this.memory);
    this.masks = new DropoutMasks(arena, request.layers, this.largestPart);
    this.weightTensors = this.memory.tensors(this.blocks.weights, (name) => name);
  }

  setWeights(weights: readonly Float32Array[]): void {
    this.memory.import(this.blocks.weights, weights);
  }

  weights(): Float32Array[] {
    return this.memory.export(this.blocks.weights);
  }

  async trainStep(images: Uint8Array, labels: Uint16Array, settings: StepSettings): Promise<Score> {
    const { labelSmoothing = 0 } = this.request;
    const { classes, shape } = this.request.input;
    const { weights, gradients, size } = this.blocks;
    const { kernels } = this.arena;
    const pixels = sizeOf(shape);
    const total = { lossSum: 0, correct: 0 };
    this.scale[0] = 1 / labels.length;
    let first = 0;
    for (const [part, count] of microBatches(labels.length, this.largestPart).entries()) {
      const runner = await this.trainRunner(count, part > 0);
      const ofPart = labels.subarray(first, first + count);
      runner.images.set(images.subarray(first * pixels, (first + count) * pixels));
      fillTargets(runner.targets, ofPart, classes, labelSmoothing);
      this.masks.draw(first, count, settings.dropoutKey);
      await runner.run();
      if (part > 0) kernels.accumulate(gradients, this.partBlock, size);
      const score = scoreRows(runner.logProbabilities, ofPart, classes, labelSmoothing);
      total.lossSum += score.lossSum;
      total.correct += score.correct;
      first += count;
    }
    total.lossSum += labels.length * this.penalty.value(weights);
    this.penalty.addGradient(weights, gradients);
    this.optimizer.update(settings.learningRate);
    this.updateAverages();
    return total;
  }

  async evaluate(images: Uint8Array, labels: Uint16Array, predictions: Uint16Array): Promise<Score> {
    const { labelSmoothing = 0 } = this.request;
    const { classes, shape } = this.request.input;
    const pixels = sizeOf(shape);
    const runner = await this.evaluator();
    const total = { lossSum: 0, correct: 0 };
    for (let first = 0; first < labels.length; first += EVALUATION_BATCH) {
      const ofPart = labels.subarray(first, first + EVALUATION_BATCH);
      runner.images.set(images.subarray(first * pixels, (first + ofPart.length) * pixels));
      await runner.run();
      const score = scoreRows(
        runner.logProbabilities,
        ofPart,
        classes,
        labelSmoothing,
        predictions.subarray(first),
      );
      total.lossSum += score.lossSum;
      total.correct += score.correct;
    }
    total.lossSum += labels.length * this.penalty.value(this.blocks.weights);
    return total;
  }

  close(): void {
    this.trainRunners.clear();
    this.evaluationRunner = undefined;
  }

  /** The moving averages lie behind the trainable weights, and this batch's values behind the gradients. */
  private updateAverages(): void {
    if (this.averageMomentum === undefined) return;
    const { weights, gradients, size } = this.blocks;
    const averages = this.memory.blockSize - size;
    this.arena.kernels.movingAverage(
      weights + 4 * size,
      gradients + 4 * size,
      averages,
      this.averageMomentum,
    );
  }

  private async trainRunner(batch: number, adding: boolean): Promise<TrainRunner> {
    const name = `${batch}${adding ? '+' : ''}`;
    const known = this.trainRunners.get(name);
    if (known) return known;
    const { layers, input } = this.request;
    const session = await this.sessions.get(`train ${batch} ${this.key}`, () =>
      trainingGraph(layers, this.lowered, input, batch),
    );
    const targets = new Float32Array(batch * input.classes);
    const feeds = {
      ...this.weightTensors,
      ...this.masks.tensors(batch),
      [TARGETS]: floatTensor(targets, [batch, input.classes]),
      [SCALE]: floatTensor(this.scale, []),
    };
    const gradients = this.memory.tensors(adding ? this.partBlock : this.blocks.gradients, gradientName);
    const runner = { ...bindRunner(session, input, batch, feeds, gradients), targets };
    this.trainRunners.set(name, runner);
    return runner;
  }

  private async evaluator(): Promise<Runner> {
    if (this.evaluationRunner) return this.evaluationRunner;
    const { layers, input } = this.request;
    const session = await this.sessions.get(`evaluate ${this.key}`, () =>
      evaluationGraph(layers, this.lowered, input, EVALUATION_BATCH),
    );
    this.evaluationRunner = bindRunner(session, input, EVALUATION_BATCH, this.weightTensors, {});
    return this.evaluationRunner;
  }
}
