import type { Tensor } from 'onnxruntime-node';
import { sizeOf } from '../../model/layer.ts';
import type { Network, NetworkRequest, Score, StepSettings } from '../engine.ts';
import type { Arena } from './arena.ts';
import type { Lowered } from './lower.ts';
import { lower } from './lower.ts';
import { DropoutMasks } from './masks.ts';
import { largestMicroBatch, microBatches } from './microBatch.ts';
import { updaterFor } from './optimizers/index.ts';
import type { Blocks, Updater } from './optimizers/updater.ts';
import type { Runner } from './runner.ts';
import { bindRunner, floatTensor } from './runner.ts';
import { scoreRows } from './score.ts';
import type { Sessions } from './sessions.ts';
import { evaluationGraph, gradientName, SCALE, TARGETS, trainingGraph } from './trainGraph.ts';
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
  private readonly updater: Updater;
  private readonly state: readonly number[];
  private readonly weightTensors: Record<string, Tensor>;
  private readonly scale = new Float32Array(1);
  private readonly trainRunners = new Map<string, TrainRunner>();
  private evaluationRunner: Runner | undefined;
  private steps = 0;

  constructor(request: NetworkRequest, arena: Arena, sessions: Sessions) {
    this.request = request;
    this.arena = arena;
    this.sessions = sessions;
    this.lowered = lower(request.layers);
    this.key = JSON.stringify([request.layers, request.input]);
    arena.reset();
    this.memory = new WeightMemory(arena, request.layers, this.lowered);
    const size = this.memory.blockSize;
    this.blocks = { weights: arena.reserve(size), gradients: arena.reserve(size), size };
    this.partBlock =
      request.batchSize > largestMicroBatch(request.batchSize) ? arena.reserve(size) : this.blocks.gradients;
    this.updater = updaterFor(request.optimizer);
    this.state = Array.from({ length: this.updater.stateBlocks }, () => arena.reserve(size));
    this.masks = new DropoutMasks(arena, request.layers, largestMicroBatch(request.batchSize));
    this.weightTensors = this.memory.tensors(this.blocks.weights, (name) => name);
  }

  setWeights(weights: readonly Float32Array[]): void {
    this.memory.import(this.blocks.weights, weights);
  }

  weights(): Float32Array[] {
    return this.memory.export(this.blocks.weights);
  }

  async trainStep(images: Uint8Array, labels: Uint8Array, settings: StepSettings): Promise<Score> {
    const { classes, shape } = this.request.input;
    const { kernels } = this.arena;
    const pixels = sizeOf(shape);
    const total = { lossSum: 0, correct: 0 };
    this.scale[0] = 1 / labels.length;
    let first = 0;
    for (const [part, count] of microBatches(labels.length).entries()) {
      const runner = await this.trainRunner(count, part > 0);
      const ofPart = labels.subarray(first, first + count);
      runner.images.set(images.subarray(first * pixels, (first + count) * pixels));
      oneHot(ofPart, classes, runner.targets);
      this.masks.draw(first, count, settings.dropoutKey);
      await runner.run();
      if (part > 0) kernels.accumulate(this.blocks.gradients, this.partBlock, this.blocks.size);
      const score = scoreRows(runner.logProbabilities, ofPart, classes);
      total.lossSum += score.lossSum;
      total.correct += score.correct;
      first += count;
    }
    this.steps++;
    this.updater.update(kernels, this.blocks, this.state, settings.learningRate, this.steps);
    return total;
  }

  async evaluate(images: Uint8Array, labels: Uint8Array, predictions: Uint8Array): Promise<Score> {
    const { classes, shape } = this.request.input;
    const pixels = sizeOf(shape);
    const runner = await this.evaluator();
    const total = { lossSum: 0, correct: 0 };
    for (let first = 0; first < labels.length; first += EVALUATION_BATCH) {
      const ofPart = labels.subarray(first, first + EVALUATION_BATCH);
      runner.images.set(images.subarray(first * pixels, (first + ofPart.length) * pixels));
      await runner.run();
      const score = scoreRows(runner.logProbabilities, ofPart, classes, predictions.subarray(first));
      total.lossSum += score.lossSum;
      total.correct += score.correct;
    }
    return total;
  }

  close(): void {
    this.trainRunners.clear();
    this.evaluationRunner = undefined;
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

function oneHot(labels: Uint8Array, classes: number, targets: Float32Array): void {
  targets.fill(0);
  for (let row = 0; row < labels.length; row++) targets[row * classes + labels[row]!] = 1;
}
