import { sizeOf } from '../../model/layer.ts';
import type { Network, NetworkRequest, NetworkState, Score, StepSettings } from '../engine.ts';
import { requireSizes } from '../stateFits.ts';
import type { Arena } from './arena.ts';
import type { Lowered } from './lower.ts';
import { lower } from './lower.ts';
import { DropoutMasks } from './masks.ts';
import { EVALUATION_BATCH, largestMicroBatch, microBatches } from './microBatch.ts';
import { OptimizerStep } from './optimizers/step.ts';
import type { Blocks } from './optimizers/updater.ts';
import { Penalty } from './penalty.ts';
import type { Program } from './program/program.ts';
import type { Runner } from './runner.ts';
import { ProgramMemory } from './runner.ts';
import { scoreRows } from './score.ts';
import type { Sessions } from './sessions.ts';
import { evaluationProgram, gradientName, programKey, trainingProgram } from './stepProgram.ts';
import { WeightMemory } from './weightMemory.ts';

/** A network whose step is a program of compiled graphs and kernels and one pass of an optimizer kernel. */
export class OnnxNetwork implements Network {
  private readonly request: NetworkRequest;
  private readonly arena: Arena;
  private readonly sessions: Sessions;
  private readonly lowered: Lowered;
  private readonly key: string;
  private readonly memory: WeightMemory;
  private readonly masks: DropoutMasks;
  private readonly blocks: Blocks;
  /** Memory for the gradients of all micro-batches but the first, until they are summed. */
  private readonly partBlock: number;
  private readonly optimizer: OptimizerStep;
  private readonly penalty: Penalty;
  /** The share of the moving averages that stays after a step; undefined if there are none. */
  private readonly averageMomentum: number | undefined;
  private readonly largestPart: number;
  private readonly evaluation: Program;
  /** By the number of images. */
  private readonly trainingPrograms = new Map<number, Program>();
  private readonly programs: ProgramMemory;
  private readonly trainRunners = new Map<string, Runner>();
  /** By the number of images. */
  private readonly evaluationRunners = new Map<number, Runner>();

  constructor(request: NetworkRequest, arena: Arena, sessions: Sessions) {
    this.request = request;
    this.arena = arena;
    this.sessions = sessions;
    this.lowered = lower(request.layers);
    this.key = programKey(request);
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
    const largest = Math.max(this.largestPart, EVALUATION_BATCH);
    const { layers, input } = request;
    this.evaluation = evaluationProgram(layers, this.lowered, input, EVALUATION_BATCH);
    const programs = [this.training(this.largestPart), this.evaluation];
    this.programs = new ProgramMemory(arena, request.input, largest, programs);
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
    let first = 0;
    for (const [part, count] of microBatches(labels.length, this.largestPart).entries()) {
      const runner = await this.trainRunner(count, part > 0);
      const ofPart = labels.subarray(first, first + count);
      runner.images.set(images.subarray(first * pixels, (first + count) * pixels));
      runner.scale[0] = 1 / labels.length;
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

  async evaluate(
    images: Uint8Array,
    labels: Uint16Array,
    predictions: Uint16Array,
    confidences?: Float32Array,
  ): Promise<Score> {
    const { labelSmoothing = 0 } = this.request;
    const { classes, shape } = this.request.input;
    const pixels = sizeOf(shape);
    const runner = await this.evaluator(EVALUATION_BATCH);
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
        confidences?.subarray(first),
      );
      total.lossSum += score.lossSum;
      total.correct += score.correct;
    }
    total.lossSum += labels.length * this.penalty.value(this.blocks.weights);
    return total;
  }

  async probabilities(images: Uint8Array): Promise<Float32Array> {
    const { classes, shape } = this.request.input;
    const pixels = sizeOf(shape);
    const count = images.length / pixels;
    const batch = Math.min(count, EVALUATION_BATCH);
    const runner = await this.evaluator(batch);
    const probabilities = new Float32Array(count * classes);
    for (let first = 0; first < count; first += batch) {
      runner.images.set(images.subarray(first * pixels, (first + batch) * pixels));
      await runner.run();
      const rows = runner.logProbabilities.subarray(0, Math.min(batch, count - first) * classes);
      probabilities.set(rows.map(Math.exp), first * classes);
    }
    return probabilities;
  }

  state(): NetworkState {
    return { steps: this.optimizer.steps, tensors: this.tensors() };
  }

  restore(state: NetworkState): void {
    const tensors = this.tensors();
    requireSizes(
      state,
      tensors.map(({ length }) => length),
    );
    for (const [index, tensor] of tensors.entries()) tensor.set(state.tensors[index]!);
    this.optimizer.steps = state.steps;
  }

  close(): void {
    this.trainRunners.clear();
    this.evaluationRunners.clear();
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

  /** Views of the block of weights, averages and padding included, and of the optimizer's blocks. */
  private tensors(): Float32Array[] {
    const weights = this.arena.view(this.blocks.weights, this.memory.blockSize);
    return [weights, ...this.optimizer.tensors()];
  }

  private async trainRunner(batch: number, adding: boolean): Promise<Runner> {
    const name = `${batch}${adding ? '+' : ''}`;
    const known = this.trainRunners.get(name);
    if (known) return known;
    const gradients = this.memory.places(adding ? this.partBlock : this.blocks.gradients, gradientName);
    const places = [...this.weightPlaces(), ...this.masks.places(), ...gradients];
    const key = `train ${batch} ${this.key}`;
    const runner = await this.programs.runner(this.training(batch), batch, this.sessions, key, places);
    this.trainRunners.set(name, runner);
    return runner;
  }

  private async evaluator(batch: number): Promise<Runner> {
    const known = this.evaluationRunners.get(batch);
    if (known) return known;
    const { layers, input } = this.request;
    const program =
      batch === EVALUATION_BATCH ? this.evaluation : evaluationProgram(layers, this.lowered, input, batch);
    const key = `evaluate ${batch} ${this.key}`;
    const runner = await this.programs.runner(program, batch, this.sessions, key, this.weightPlaces());
    this.evaluationRunners.set(batch, runner);
    return runner;
  }

  private weightPlaces(): [string, number][] {
    return this.memory.places(this.blocks.weights, (name) => name);
  }

  private training(batch: number): Program {
    const { layers, input } = this.request;
    const known = this.trainingPrograms.get(batch);
    const program = known ?? trainingProgram(layers, this.lowered, input, batch);
    this.trainingPrograms.set(batch, program);
    return program;
  }
}

/**
 * Writes the target distributions `[labels, classes]`: the share `smoothing` is spread evenly over all
 * classes, the rest is on the label (Szegedy et al. 2016).
 */
function fillTargets(
  targets: Float32Array,
  labels: ArrayLike<number>,
  classes: number,
  smoothing: number,
): void {
  targets.fill(smoothing / classes);
  for (let row = 0; row < labels.length; row++) targets[row * classes + labels[row]!]! += 1 - smoothing;
}
