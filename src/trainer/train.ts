import type { Dataset, ImageSet } from '../data/dataset.ts';
import type { Engine, Network } from '../engine/engine.ts';
import { fingerprintOf } from '../engine/fingerprint.ts';
import { buildLayers, initialWeights } from '../model/buildLayers.ts';
import { optimizerOf } from '../model/optimizers.ts';
import { learningRateOf } from '../model/schedule.ts';
import { Random } from '../random.ts';
import type { NetworkArtifacts } from '../trainable/network/artifacts.ts';
import type { NetworkMetrics } from '../trainable/network/metrics.ts';
import { networkReckoning } from '../trainable/network/reckoning.ts';
import type { NetworkSetup } from '../trainable/network/setup.ts';
import type { TrialJob, TrialMessage, TrialOutcome, TrialResult } from '../trial/trial.ts';
import type { Augmentation } from './augment.ts';
import { Augmenter, augmentationOf } from './augment.ts';
import { Checkpoints, readCheckpoint } from './checkpoints.ts';
import { Course, type CourseHeader } from './course.ts';
import type { Epoch } from './earlyStopping.ts';
import { diverged, trainEpoch } from './epoch.ts';
import { measureLatency } from './latency.ts';
import { Predictions } from './predictions.ts';
import type { StateParts } from './stateContent.ts';
import { trialFailure } from './trialFailure.ts';
import { splitDataset } from './validation.ts';

export interface TrainingContext {
  readonly dataset: Dataset;
  readonly engine: Engine;
  /** The slot that trains, from 0; it does not change any number. */
  readonly worker: number;
  /** What it returns for a report is awaited where the trial is judged. */
  onMessage(message: TrialMessage): unknown;
  /** Asked before every step; the trial then ends as `stopped`, without its unfinished epoch. */
  shouldStop(): boolean;
}

/**
 * Trains one trial, from its first step or from the state that it is given, to its score on the test set. Never throws:
 * an error is an outcome.
 */
export async function train(job: TrialJob<NetworkSetup>, context: TrainingContext): Promise<TrialOutcome> {
  const { dataset, engine } = context;
  const parameters = job.configuration;
  let network: Network | undefined;
  try {
    const reckoning = networkReckoning(job.setup, dataset, fingerprintOf(engine));
    const digests = reckoning(parameters, job.seed);
    const found = job.resume && readCheckpoint(job.resume, digests);
    context.onMessage({ type: 'started', trial: job.trial, worker: context.worker, ...beginning(found) });
    const layers = buildLayers(job.configuration, dataset.input);
    network = await engine.open({
      layers,
      input: dataset.input,
      optimizer: optimizerOf(parameters),
      labelSmoothing: Number(parameters.label_smoothing),
      batchSize: Number(parameters.batch_size),
    });
    const course = new Course(parameters);
    if (typeof found === 'object') course.goOn(found, network);
    else network.setWeights(initialWeights(layers, job.seed));
    const checkpoints = new Checkpoints(digests, (state) =>
      context.onMessage({ type: 'state', trial: job.trial, ...state }),
    );
    return await trainEpochs(job, network, course, checkpoints, context);
  } catch (error) {
    return { state: 'failed', error: trialFailure(error) };
  } finally {
    network?.close();
  }
}

function beginning(found: StateParts<CourseHeader> | string | undefined) {
  if (found === undefined) return {};
  if (typeof found === 'string') return { refused: found };
  const { last, elapsedMs } = found.header;
  return { resumed: { step: last.epoch, elapsedMs } };
}

async function trainEpochs(
  job: TrialJob<NetworkSetup>,
  network: Network,
  course: Course,
  checkpoints: Checkpoints,
  context: TrainingContext,
): Promise<TrialOutcome> {
  const { dataset, shouldStop } = context;
  const parameters = job.configuration;
  const { training, validation } = splitDataset(dataset, job.setup.validation);
  const predicted = new Predictions(validation.labels.length);
  const augmentation = augmentationOf(parameters);
  let scored: Epoch | undefined;
  while (course.goesOn) {
    const epoch = (course.last?.epoch ?? 0) + 1;
    const epochStartedAt = performance.now();
    const trained = await trainEpoch({
      network,
      images: dataset.train,
      training,
      seed: job.seed,
      epoch,
      batchSize: Number(parameters.batch_size),
      learningRate: (step, steps) => course.reduction * learningRateOf(parameters, epoch, step, steps),
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
    if (!trained) {
      checkpoints.flush();
      return { state: 'stopped' };
    }
    const validated = await score(network, validation, predicted);
    if (!Number.isFinite(validated.loss)) throw diverged(epoch, undefined, Number(parameters.learning_rate));
    const metrics = { ...trained, val_loss: validated.loss, val_accuracy: validated.accuracy };
    scored = { epoch, metrics };
    const durationMs = performance.now() - epochStartedAt;
    const answer = context.onMessage({ type: 'report', trial: job.trial, step: epoch, metrics, durationMs });
    if (job.isJudged) await answer;
    const isToStop = job.isJudged === true && shouldStop();
    course.observe(scored, network);
    const isAwaited = job.statesAt?.includes(epoch) === true;
    checkpoints.take(course, network, isAwaited || isToStop || !course.goesOn);
    if (isToStop) return { state: 'stopped' };
  }
  const last = course.last!;
  const kept = course.stopping.restore(network, last);
  if (kept !== scored) await score(network, validation, predicted);
  const result = await finish(network, kept, context, predicted, course);
  return {
    state: 'completed',
    result: course.isStopped ? { ...result, stoppedEarly: course.stopping.reason(last, kept) } : result,
  };
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
  course: Course,
): Promise<TrialResult> {
  const test = new Predictions(dataset.test.labels.length);
  const tested = await score(network, dataset.test, test);
  const artifacts: NetworkArtifacts = {
    predictions: { validation: validation.classes, test: test.classes },
    confidences: { validation: validation.confidenceBytes(), test: test.confidenceBytes() },
    weights: network.weights(),
  };
  const durationMs = course.elapsedMs;
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
    fingerprint: fingerprintOf(engine),
  };
}

async function score(network: Network, { images, labels }: ImageSet, into: Predictions) {
  const { lossSum, correct } = await network.evaluate(images, labels, into.classes, into.confidences);
  return { loss: lossSum / labels.length, accuracy: correct / labels.length };
}
