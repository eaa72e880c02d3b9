import { cpus } from 'node:os';
import type { Assignment } from '../configuration.ts';
import type { Dataset, ImageSet } from '../data/dataset.ts';
import type { Engine, Network } from '../engine/engine.ts';
import { buildLayers, initialWeights } from '../model/buildLayers.ts';
import { optimizerOf } from '../model/optimizers.ts';
import { learningRateAt } from '../model/schedule.ts';
import { Random } from '../random.ts';
import type { NetworkArtifacts } from '../trainable/network/artifacts.ts';
import type { NetworkMetrics } from '../trainable/network/metrics.ts';
import type { NetworkSetup } from '../trainable/network/setup.ts';
import type { TrialJob, TrialMessage, TrialOutcome, TrialResult } from '../trial/trial.ts';
import type { Augmentation } from './augment.ts';
import { Augmenter, augmentationOf } from './augment.ts';
import { EarlyStopping, type Epoch } from './earlyStopping.ts';
import { diverged, trainEpoch } from './epoch.ts';
import { measureLatency } from './latency.ts';
import { Plateau } from './plateau.ts';
import { Predictions } from './predictions.ts';
import { trialFailure } from './trialFailure.ts';
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
export async function train(job: TrialJob<NetworkSetup>, context: TrainingContext): Promise<TrialOutcome> {
  const { dataset, engine } = context;
  const parameters = job.configuration;
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
    return { state: 'failed', error: trialFailure(error) };
  } finally {
    network?.close();
  }
}

async function trainEpochs(
  job: TrialJob<NetworkSetup>,
  network: Network,
  context: TrainingContext,
): Promise<TrialOutcome> {
  const { dataset, shouldStop } = context;
  const parameters = job.configuration;
  const startedAt = performance.now();
  const { training, validation } = splitDataset(dataset, job.setup.validation);
  const predicted = new Predictions(validation.labels.length);
  const epochs = Number(parameters.epochs);
  const augmentation = augmentationOf(parameters);
  const stopping = new EarlyStopping(parameters);
  const reducing = new Plateau(
    Number(parameters.reduce_on_plateau_patience ?? 0),
    Number(parameters.reduce_on_plateau_min_delta ?? 0),
  );
  let reduction = 1;
  let last: Epoch | undefined;
  let stopped = false;
  for (let epoch = 1; epoch <= epochs && !stopped; epoch++) {
    const epochStartedAt = performance.now();
    const trained = await trainEpoch({
      network,
      images: dataset.train,
      training,
      seed: job.seed,
      epoch,
      batchSize: Number(parameters.batch_size),
      learningRate: (step, steps) =>
        reduction * learningRateAt(parameters, epoch - 1 + stepShare(parameters, step, steps)),
      augment: augmentation && augmenter(augmentation, dataset.input.shape, job.seed, epoch),
      onProgress: (done, total, loss) =>
        context.onMessage({
          type: 'progress',
          trial: job.trial,
          step: epoch,
          done,
          total,
          metrics: { loss },
        }),
      shouldStop,
    });
    if (!trained) return { state: 'stopped' };
    const validated = await score(network, validation, predicted);
    if (!Number.isFinite(validated.loss)) throw diverged(epoch, undefined, Number(parameters.learning_rate));
    const metrics = { ...trained, val_loss: validated.loss, val_accuracy: validated.accuracy };
    last = { epoch, metrics };
    const durationMs = performance.now() - epochStartedAt;
    context.onMessage({ type: 'report', trial: job.trial, step: epoch, metrics, durationMs });
    stopped = stopping.observe(last, network) && epoch < epochs;
    if (reducing.observe(metrics.val_loss).exhausted) {
      reduction *= Number(parameters.reduce_on_plateau_factor);
      reducing.restart();
    }
  }
  const kept = stopping.restore(network, last!);
  if (kept !== last) await score(network, validation, predicted);
  const result = await finish(network, kept, context, predicted, startedAt);
  return {
    state: 'completed',
    result: stopped ? { ...result, stoppedEarly: stopping.reason(last!, kept) } : result,
  };
}

/** A warm-up begins with the first step's share of it, not with a step that changes nothing. */
function stepShare({ warmup_epochs }: Assignment, step: number, steps: number): number {
  return (step + (Number(warmup_epochs ?? 0) > 0 ? 1 : 0)) / steps;
}

function augmenter(
  augmentation: Augmentation,
  shape: readonly [number, number, number],
  seed: number,
  epoch: number,
): (image: Uint8Array) => void {
  const images = new Augmenter(augmentation, shape, Random.of(seed, 'augment', epoch));
  return (image) => images.apply(image);
}

async function finish(
  network: Network,
  kept: Epoch,
  { dataset, engine }: TrainingContext,
  validation: Predictions,
  startedAt: number,
): Promise<TrialResult> {
  const test = new Predictions(dataset.test.labels.length);
  const tested = await score(network, dataset.test, test);
  const artifacts: NetworkArtifacts = {
    predictions: { validation: validation.classes, test: test.classes },
    confidences: { validation: validation.confidenceBytes(), test: test.confidenceBytes() },
    weights: network.weights(),
  };
  const durationMs = performance.now() - startedAt;
  const metrics: NetworkMetrics = {
    ...kept.metrics,
    test_loss: tested.loss,
    test_accuracy: tested.accuracy,
    latencyMs: await measureLatency(network, dataset.test),
  };
  return {
    metrics,
    keptStep: kept.epoch,
    artifacts,
    durationMs,
    fingerprint: `${engine.version}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}, node ${process.versions.node}`,
  };
}

async function score(network: Network, { images, labels }: ImageSet, into: Predictions) {
  const { lossSum, correct } = await network.evaluate(images, labels, into.classes, into.confidences);
  return { loss: lossSum / labels.length, accuracy: correct / labels.length };
}
