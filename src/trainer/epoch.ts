import type { ImageSet } from '../data/dataset.ts';
import type { Network } from '../engine/engine.ts';
import { SweepError } from '../errors.ts';
import { Random } from '../random.ts';
import { gatherInto, shuffled } from './batches.ts';

/** Interval of progress reports within an epoch. */
const PROGRESS_MS = 100;

export interface EpochRequest {
  readonly network: Network;
  readonly images: ImageSet;
  /** Indices into `images` of the images to train on. */
  readonly training: Uint32Array;
  readonly seed: number;
  /** Counted from 1. */
  readonly epoch: number;
  readonly batchSize: number;
  /** The learning rate of a step, counted from 0. */
  readonly learningRate: (step: number, steps: number) => number;
  /** Changes an image before the network trains on it. */
  readonly augment?: ((image: Uint8Array) => void) | undefined;
  onProgress(step: number, steps: number, meanLoss: number): void;
  /** Called before every step. */
  shouldStop(): boolean;
}

/**
 * Trains one epoch. Returns the means over its images as the network saw them; undefined if it was stopped.
 * @throws SweepError `training_diverged` as soon as the loss is no longer finite.
 */
export async function trainEpoch(
  request: EpochRequest,
): Promise<{ loss: number; accuracy: number } | undefined> {
  const { network, images, training, seed, epoch, batchSize, augment } = request;
  const order = shuffled(training, seed, epoch);
  const dropout = Random.of(seed, 'dropout', epoch);
  const steps = Math.ceil(order.length / batchSize);
  const pixels = images.images.length / images.labels.length;
  const batch = { images: new Uint8Array(batchSize * pixels), labels: new Uint16Array(batchSize) };
  let lossSum = 0;
  let correct = 0;
  let reportedAt = performance.now();
  for (let step = 0; step < steps; step++) {
    if (request.shouldStop()) return undefined;
    const indices = order.subarray(step * batchSize, (step + 1) * batchSize);
    gatherInto(images, indices, batch);
    if (augment) {
      for (let first = 0; first < indices.length * pixels; first += pixels) {
        augment(batch.images.subarray(first, first + pixels));
      }
    }
    const learningRate = request.learningRate(step, steps);
    const score = await network.trainStep(batch.images, batch.labels.subarray(0, indices.length), {
      learningRate,
      dropoutKey: [dropout.uint32(), dropout.uint32()],
    });
    lossSum += score.lossSum;
    correct += score.correct;
    if (!Number.isFinite(lossSum)) throw diverged(epoch, step + 1, learningRate);
    const now = performance.now();
    if (now - reportedAt < PROGRESS_MS) continue;
    reportedAt = now;
    request.onProgress(step + 1, steps, lossSum / (step * batchSize + indices.length));
  }
  return { loss: lossSum / order.length, accuracy: correct / order.length };
}

/** The error of a training whose loss left the finite numbers. */
export function diverged(epoch: number, step: number | undefined, learningRate: number): SweepError {
  const where = step === undefined ? `after epoch ${epoch}` : `in epoch ${epoch}, step ${step}`;
  return new SweepError(
    'training_diverged',
    `The loss became NaN or infinite ${where} (learning_rate ${learningRate}).`,
    'Try a smaller learning_rate or another initializer.',
  );
}
