import { cpus } from 'node:os';
import type { Dataset, ImageSet } from '../data/dataset.ts';
import type { Engine, Network } from '../engine/engine.ts';
import { toWire } from '../errors.ts';
import { buildLayers, initialWeights } from '../model/network.ts';
import { optimizerOf } from '../model/optimizers.ts';
import type { TrialJob, TrialMessage, TrialOutcome, TrialResult } from '../trial/trial.ts';
import { diverged, trainEpoch } from './epoch.ts';
import { splitDataset } from './validation.ts';

export interface TrainingContext {
  readonly dataset: Dataset;
  readonly engine: Engine;
  /** The slot that trains, from 0; it does not change any number. */
  readonly worker: number;
  onMessage(message: TrialMessage): void;
  /** Asked before every step; the trial then ends as `stopped`, without its unfinished epoch. */
  shouldStop(): boolean;
}

/** Trains one trial from its first step to its score on the test set. Never throws: an error is an outcome. */
export async function train(job: TrialJob, context: TrainingContext): Promise<TrialOutcome> {
  const { dataset, engine } = context;
  const { parameters } = job.configuration;
  let network: Network | undefined;
  try {
    context.onMessage({ type: 'started', trial: job.trial, worker: context.worker });
    const layers = buildLayers(job.configuration, dataset.input);
    const batchSize = Number(parameters.batch_size);
    network = await engine.open({
      layers,
      input: dataset.input,
      optimizer: optimizerOf(parameters),
      labelSmoothing: Number(parameters.label_smoothing),
      batchSize,
    });
    network.setWeights(initialWeights(layers, job.seed));
    return await trainEpochs(job, network, context);
  } catch (error) {
    return { state: 'failed', error: toWire(error, 'trial_crashed') };
  } finally {
    network?.close();
  }
}

async function trainEpochs(job: TrialJob, network: Network, context: TrainingContext): Promise<TrialOutcome> {
  const { dataset, shouldStop } = context;
  const { parameters } = job.configuration;
  const startedAt = performance.now();
  const { training, validation } = splitDataset(dataset, job.validation);
  const predictions = new Uint8Array(validation.labels.length);
  const learningRate = Number(parameters.learning_rate);
  const epochs = Number(parameters.epochs);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const epochStartedAt = performance.now();
    const trained = await trainEpoch({
      network,
      images: dataset.train,
      training,
      seed: job.seed,
      epoch,
      batchSize: Number(parameters.batch_size),
      learningRate,
      onProgress: (step, steps, loss) =>
        context.onMessage({ type: 'progress', trial: job.trial, epoch, step, steps, loss }),
      shouldStop,
    });
    if (!trained) return { state: 'stopped' };
    const validated = await score(network, validation, predictions);
    if (!Number.isFinite(validated.loss)) throw diverged(epoch, undefined, learningRate);
    const metrics = {
      epoch,
      ...trained,
      val_loss: validated.loss,
      val_accuracy: validated.accuracy,
      durationMs: performance.now() - epochStartedAt,
    };
    context.onMessage({ type: 'epoch', trial: job.trial, metrics });
  }
  return { state: 'completed', result: await finish(network, context, predictions, startedAt) };
}

async function finish(
  network: Network,
  { dataset, engine }: TrainingContext,
  validation: Uint8Array,
  startedAt: number,
): Promise<TrialResult> {
  const test = new Uint8Array(dataset.test.labels.length);
  const tested = await score(network, dataset.test, test);
  return {
    testLoss: tested.loss,
    testAccuracy: tested.accuracy,
    predictions: { validation, test },
    weights: network.weights(),
    durationMs: performance.now() - startedAt,
    fingerprint: `${engine.version}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}, node ${process.versions.node}`,
  };
}

async function score(network: Network, set: ImageSet, predictions: Uint8Array) {
  const { lossSum, correct } = await network.evaluate(set.images, set.labels, predictions);
  return { loss: lossSum / set.labels.length, accuracy: correct / set.labels.length };
}
