import { availableParallelism, cpus } from 'node:os';
import type { Configuration } from '../../configuration.ts';
import { plural } from '../../format.ts';
import type { MeasuredTrial } from '../../store/index.ts';
import { type CostModel, fitCost, type MeasuredEpoch } from '../../trainable/network/cost/costModel.ts';
import { type EpochImages, type EpochWork, epochWork } from '../../trainable/network/cost/epochWork.ts';
import type { NetworkSetup } from '../../trainable/network/setup.ts';
import type { NetworkShared } from '../../trainable/network/shared.ts';
import { NetworkSizes } from '../../trainable/network/sizes.ts';
import { splitSizes } from '../../trainable/network/splitSizes.ts';
import type { PlannedDataset } from '../../trainable/network/workload.ts';
import type { Facts } from '../../trainable/trainable.ts';
import { calibrate } from './calibrate.ts';
import { keepTimings, keptTimings } from './keptTimings.ts';
import type { Timing, TimingRequest } from './timing.ts';

/** A configuration less near than this to everything measured is worth measuring. */
const FAR = 0.1;
/** A configuration this near to a measured one is known well enough. */
const NEAR = 0.4;
/** Configurations that are checked for what is not known yet, and those of them that are trained. */
const MOST_LOOKED_AT = 64;
const MOST_CALIBRATED = 4;
/** After this time a trial counts half as much: machines, versions and neighbours change. */
const HALF_LIFE_MS = 14 * 24 * 3_600_000;

/**
 * The known durations of networks here, by this machine's own trials and, if none of them is like the planned
 * ones, by earlier calibrations or a new one. Undefined if nothing was measured.
 */
export async function networkTiming(
  setup: NetworkSetup,
  dataset: PlannedDataset,
  { typical, workers, measured, cache, onCalibrate }: TimingRequest,
): Promise<Timing | undefined> {
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
  const cores = availableParallelism();
  const own = measured.filter(
    ({ fingerprint, shared, machine }) =>
      fingerprint?.includes(`, ${processor}, node `) &&
      (shared as Partial<NetworkShared>).engine === setup.engine &&
      machine.cores === cores,
  );
  const images = splitSizes(setup.validation, dataset.trainCount, dataset.testCount);
  const sizes = new NetworkSizes(dataset.input);
  const workOf = (configuration: Configuration): EpochWork | undefined => {
    const size = sizes.of(configuration);
    return 'flops' in size ? epochWork(configuration, size, images) : undefined;
  };
  const machine = `${setup.engine}, ${processor}, ${plural(cores, 'core')}, node ${process.versions.node}`;
  const fromTrials = asMeasured(own, cores);
  let calibrated = keptTimings(cache, machine);
  let cost = fitCost([...fromTrials, ...calibrated]);
  const unknown = onCalibrate ? leastKnown(typical, workOf, cost, [...fromTrials, ...calibrated]) : [];
  if (unknown.length > 0) {
    onCalibrate?.();
    const found = await calibrate(setup, dataset.input, unknown, workers);
    keepTimings(cache, machine, found);
    calibrated = [...calibrated, ...found];
    cost = fitCost([...fromTrials, ...calibrated]);
  }
  if (fromTrials.length + calibrated.length === 0) return undefined;
  return {
    factsOf: (configuration) => timeFacts(cost, workOf(configuration), workers),
    source: fromTrials.length > 0 ? `from ${plural(fromTrials.length, 'trial')} here` : 'from a calibration',
  };
}

function timeFacts(cost: CostModel, work: EpochWork | undefined, workers: number): Facts {
  if (!work) return {};
  const estimateErrorPercent = cost.errorPercent(work);
  return {
    stepMs: cost.epochMs(work, workers),
    restMs: cost.restMs,
    ...(estimateErrorPercent === undefined ? {} : { estimateErrorPercent }),
  };
}

/** Configurations unlike any that was measured: the longest first, each unlike those before it. */
function leastKnown(
  typical: readonly Configuration[],
  workOf: (configuration: Configuration) => EpochWork | undefined,
  cost: CostModel,
  measured: readonly MeasuredEpoch[],
): Configuration[] {
  const stride = Math.max(1, Math.ceil(typical.length / MOST_LOOKED_AT));
  const open = typical
    .filter((_, index) => index % stride === 0)
    .flatMap((configuration) => {
      const work = workOf(configuration);
      return work
        ? [{ configuration, work, trialMs: Number(configuration.epochs) * cost.epochMs(work, 1) }]
        : [];
    })
    .sort((a, b) => b.trialMs - a.trialMs);
  if (open.every(({ work }) => cost.nearness(work) >= FAR)) return [];
  const chosen: Configuration[] = [];
  let known = [...measured];
  for (const { configuration, work } of open) {
    if (chosen.length === MOST_CALIBRATED) break;
    if (fitCost(known).nearness(work) >= NEAR) continue;
    chosen.push(configuration);
    known = [...known, { work, epochMs: cost.epochMs(work, 1), atOnce: 1, cores: 1, weight: 1 }];
  }
  return chosen;
}

/** Trials as measurements of their epochs; sweeps on other images count, too. */
function asMeasured(trials: readonly MeasuredTrial[], cores: number): MeasuredEpoch[] {
  const newestMs = Math.max(...trials.map(({ endedAtMs }) => endedAtMs));
  const known = new Map<number, { sizes: NetworkSizes; images: EpochImages }>();
  return trials.flatMap((trial) => {
    const { validation, dataset } = trial.shared as unknown as NetworkShared;
    const shared = known.get(trial.sweepId) ?? {
      sizes: new NetworkSizes(dataset.input),
      images: splitSizes(validation, dataset.trainCount, dataset.testCount),
    };
    known.set(trial.sweepId, shared);
    const size = shared.sizes.of(trial.configuration);
    const epochMs = usual(trial.stepsMs);
    if (!('flops' in size) || epochMs === undefined) return [];
    const allMs = trial.stepsMs.reduce((sum, each) => sum + each, 0);
    return [
      {
        work: epochWork(trial.configuration, size, shared.images),
        epochMs,
        atOnce: meanAtOnce(trial, trials),
        cores,
        ...(trial.stepsMs.length === trial.steps && trial.state === 'completed'
          ? { restMs: Math.max(0, trial.durationMs - allMs) }
          : {}),
        weight: 2 ** ((trial.endedAtMs - newestMs) / HALF_LIFE_MS),
      },
    ];
  });
}

/** The median of all but the first, in which the graphs are made. */
function usual(stepsMs: readonly number[]): number | undefined {
  const rest = [...(stepsMs.length > 1 ? stepsMs.slice(1) : stepsMs)].sort((a, b) => a - b);
  return rest[Math.floor(rest.length / 2)];
}

/** Mean number of trials of its sweep that ran while it did, itself included. */
function meanAtOnce(trial: MeasuredTrial, trials: readonly MeasuredTrial[]): number {
  const ownMs = Math.max(1, trial.endedAtMs - trial.startedAtMs);
  let sharedMs = 0;
  for (const other of trials) {
    if (other === trial || other.sweepId !== trial.sweepId) continue;
    const from = Math.max(trial.startedAtMs, other.startedAtMs);
    sharedMs += Math.max(0, Math.min(trial.endedAtMs, other.endedAtMs) - from);
  }
  return 1 + sharedMs / ownMs;
}
