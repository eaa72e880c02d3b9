import type { Dataset, ImageSet } from '../data/dataset.ts';
import type { Engine, Network } from '../engine/engine.ts';
import { fingerprintOf } from '../engine/fingerprint.ts';
import { buildLayers, initialWeights } from '../model/buildLayers.ts';
import { learningRateOf } from '../model/schedule.ts';
import { Random } from '../random.ts';
import type { NetworkArtifacts } from '../trainable/network/artifacts.ts';
import { MANY_IMAGES, type NetworkMetrics } from '../trainable/network/metrics.ts';
import { networkReckoning } from '../trainable/network/reckoning.ts';
import type { NetworkSetup } from '../trainable/network/setup.ts';
import type { TrialJob, TrialMessage, TrialOutcome, TrialResult } from '../trial/trial.ts';
import type { Augmentation } from './augment.ts';
import { Augmenter, augmentationOf } from './augment.ts';
import { Checkpoints, readCheckpoint } from './checkpoints.ts';
import { Course, type CourseHeader } from './course.ts';
import { epochDigest, firstDigest } from './digest.ts';
import type { Epoch } from './earlyStopping.ts';
import { diverged, trainEpoch } from './epoch.ts';
import { measureLatency } from './latency.ts';
import { type HandedOver, handOver, type Leg, legsOf, openNetwork, takeOver } from './legs.ts';
import { Predictions } from './predictions.ts';
import type { StateParts } from './stateContent.ts';
import { trialFailure } from './trialFailure.ts';
import { splitDataset } from './validation.ts';

export interface TrainingContext {
  readonly dataset: Dataset;
  readonly engine: Engine;
  /** The slot that trains, from 0; it changes no number. */
  readonly worker: number;
  /** Its result for a report is awaited if the trial is judged. */
  onMessage(message: TrialMessage): unknown;
  /** Called before every step; the trial then ends as `stopped`, without its unfinished epoch. */
  shouldStop(): boolean;
}

/**
 * Trains one trial, from its first step or from the given state, to its score on the test set. Never throws:
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
    const checkpoints = new Checkpoints(digests, (state) =>
      context.onMessage({ type: 'state', trial: job.trial, ...state }),
    );
    const { labels } = splitDataset(dataset, job.setup.validation).validation;
    const predicted = new Predictions(labels.length);
    const legs = legsOf(job);
    const own = legs.at(-1)!;
    const done = typeof found === 'object' ? found.header.last.epoch : 0;
    let before: HandedOver | undefined;
    for (const leg of legs.slice(legs.findIndex(({ until }) => done <= until || until === own.until))) {
      network = await openNetwork(engine, dataset.input, leg);
      const course = before ? takeOver(before, leg, network) : begin(leg, network, found, job, dataset);
      const training = { job, leg, network, course, checkpoints, predicted };
      if (leg === own) return await trainToEnd(training, context);
      const scored = await trainEpochs(training, context);
      if (scored === 'stopped') return { state: 'stopped' };
      before = handOver(leg, course, network);
      network.close();
      network = undefined;
    }
    throw new Error('A training has a leg of its own.');
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

/** The course of the first leg that is trained here: from its state, or with initial weights. */
function begin(
  { configuration, seed }: Leg,
  network: Network,
  found: StateParts<CourseHeader> | string | undefined,
  { setup: { validation } }: TrialJob<NetworkSetup>,
  { fingerprint, input }: Dataset,
): Course {
  const course = new Course(configuration);
  if (typeof found === 'object') course.goOn(found, network);
  else {
    const weights = initialWeights(buildLayers(configuration, input), seed);
    network.setWeights(weights);
    course.chain = firstDigest({ dataset: fingerprint, validation, seed, weights });
  }
  return course;
}

interface Training {
  readonly job: TrialJob<NetworkSetup>;
  readonly leg: Leg;
  readonly network: Network;
  readonly course: Course;
  readonly checkpoints: Checkpoints;
  /** The network's predictions for the validation images, filled in every epoch. */
  readonly predicted: Predictions;
}

/** Trains the epochs of a leg. Returns the last one, if there was any to train. */
async function trainEpochs(
  { job, leg, network, course, checkpoints, predicted }: Training,
  context: TrainingContext,
): Promise<Epoch | 'stopped' | undefined> {
  const { dataset, shouldStop } = context;
  const { configuration: parameters, seed, until } = leg;
  const isOwn = leg.configuration === job.configuration;
  const { training, validation } = splitDataset(dataset, job.setup.validation);
  const augmentation = augmentationOf(parameters);
  let scored: Epoch | undefined;
  while (isOwn ? course.goesOn : (course.last?.epoch ?? 0) < until) {
    const epoch = (course.last?.epoch ?? 0) + 1;
    const epochStartedAt = performance.now();
    const trained = await trainEpoch({
      network,
      images: dataset.train,
      training,
      seed,
      epoch,
      batchSize: Number(parameters.batch_size),
      learningRate: (step, steps) => course.reduction * learningRateOf(parameters, epoch, step, steps),
      augment: augmentation && augmenter(augmentation, dataset.input.shape, seed, epoch),
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
      return 'stopped';
    }
    const validated = await score(network, validation, predicted);
    if (!Number.isFinite(validated.loss)) throw diverged(epoch, undefined, Number(parameters.learning_rate));
    const metrics = { ...trained, val_loss: validated.loss, val_accuracy: validated.accuracy };
    scored = { epoch, metrics };
    const durationMs = performance.now() - epochStartedAt;
    course.chain &&= epochDigest(course.chain, network.weights(), metrics);
    const report = { step: epoch, metrics, durationMs, ...(course.chain ? { digest: course.chain } : {}) };
    const answer = context.onMessage({ type: 'report', trial: job.trial, ...report });
    if (job.isJudged) await answer;
    const isToStop = job.isJudged === true && shouldStop();
    course.observe(scored, network);
    const isAwaited = [job.statesAt, job.rungs].some((epochs) => epochs?.includes(epoch));
    checkpoints.take(course, network, isAwaited || isToStop || epoch === until || !course.goesOn);
    if (isToStop) return 'stopped';
  }
  return scored;
}

async function trainToEnd(training: Training, context: TrainingContext): Promise<TrialOutcome> {
  const scored = await trainEpochs(training, context);
  if (scored === 'stopped') return { state: 'stopped' };
  const { job, network, course, predicted } = training;
  const last = course.last!;
  const kept = course.stopping.restore(network, last);
  if (kept !== scored) {
    await score(network, splitDataset(context.dataset, job.setup.validation).validation, predicted);
  }
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
  const many = await measureLatency(network, dataset.test, MANY_IMAGES);
  const metrics: NetworkMetrics = {
    ...kept.metrics,
    test_loss: tested.loss,
    test_accuracy: tested.accuracy,
    latencyMs: (await measureLatency(network, dataset.test))!,
    ...(many === undefined ? {} : { latency1000Ms: many }),
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
