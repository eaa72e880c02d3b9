import { nonNegativeLeastSquares } from '../../../leastSquares.ts';
import { type EpochWork, WORK_KINDS, type WorkKind } from './epochWork.ts';

/** A measured epoch. */
export interface MeasuredEpoch {
  readonly work: EpochWork;
  readonly epochMs: number;
  /** Mean number of trainings that ran at once, this one included. */
  readonly atOnce: number;
  /** Cores of the machine. */
  readonly cores: number;
  /**
   * A trial's time beside its epochs: making its graphs, its score on the test images; absent if not
   * measured.
   */
  readonly restMs?: number;
  /** Its weight, up to 1. */
  readonly weight: number;
}

/** The durations of trainings on one machine with one engine. */
export interface CostModel {
  /** Estimated time of an epoch in ms while that many trainings run at once. */
  epochMs(work: EpochWork, atOnce: number): number;
  /** A trial's time beside its epochs, in ms. */
  readonly restMs: number;
  /**
   * Error of such an estimate, in percent; undefined if nothing was measured: then it is in proportion at
   * best.
   */
  errorPercent(work: EpochWork): number | undefined;
  /** Whether similar work was measured, from 0 to 1. */
  nearness(work: EpochWork): number;
}

/**
 * Milliseconds per unit of each amount on one core of a Xeon with AVX-512; measured epochs of a machine
 * correct them.
 */
const TYPICAL_MS: Readonly<Record<WorkKind, number>> = {
  trainedFlops: 1 / 140e6,
  scoredFlops: 1 / 140e6,
  movedFloats: 1 / 1.2e6,
  updatedWeights: 1 / 16e6,
  steps: 0.05,
  layerSteps: 0.01,
  images: 0.0005,
  augmentedImages: 0.002,
};
/** How much a training is slowed down if every core has one. */
const TYPICAL_SLOWDOWN = 0.15;
const TYPICAL_REST_MS = 250;

/** Parameters that few measurements determine stay near their typical values. */
const RIDGE = 0.02;
/** Two epochs are alike if the logarithms of their amounts differ by less than this. */
const ALIKE = 0.35;
/** The weight of the fit alone against all measured neighbours together. */
const FIT_WEIGHT = 0.3;
/** The expected size of the residuals before any are known, and the weight of that in measured ones. */
const UNSURE = 0.25;
const FEW = 2;
const LEAST_ERROR_PERCENT = 8;
const MOST_ERROR_PERCENT = 100;
const SLOWDOWNS = Array.from({ length: 21 }, (_, index) => index * 0.05);

/**
 * Fits typical costs to measurements: least squares of relative errors, corrected by the neighbours of an
 * epoch.
 */
export function fitCost(measured: readonly MeasuredEpoch[]): CostModel {
  if (measured.length === 0)
    return model(
      WORK_KINDS.map(() => 1),
      TYPICAL_SLOWDOWN,
      [],
      TYPICAL_REST_MS,
    );
  let best: { scales: number[]; slowdown: number; loss: number } | undefined;
  const isVaried = new Set(measured.map(({ atOnce }) => Math.round(atOnce))).size > 1;
  for (const slowdown of isVaried ? SLOWDOWNS : [TYPICAL_SLOWDOWN]) {
    const { scales, loss } = fitScales(measured, slowdown);
    if (!best || loss < best.loss) best = { scales, slowdown, loss };
  }
  const { scales, slowdown } = best!;
  const rests = measured.flatMap(({ restMs }) => (restMs === undefined ? [] : [restMs]));
  return model(scales, slowdown, measured, rests.length === 0 ? TYPICAL_REST_MS : medianOf(rests));
}

function fitScales(measured: readonly MeasuredEpoch[], slowdown: number) {
  const rows = measured.map(({ work, epochMs, atOnce, cores }) => {
    const slower = slowedBy(atOnce, cores, slowdown);
    return WORK_KINDS.map((kind) => (slower * TYPICAL_MS[kind] * work.amounts[kind]) / epochMs);
  });
  const sums = rows.map((row) => row.reduce((sum, each) => sum + each, 0));
  const scale = 1 / medianOf(sums);
  const weights = measured.map(({ weight }) => weight);
  const total = weights.reduce((sum, each) => sum + each, 0);
  const scales = nonNegativeLeastSquares({
    // Unknowns near 1 at any speed of the machine.
    rows: rows.map((row) => row.map((each) => each * scale)),
    targets: rows.map(() => 1),
    weights: weights.map((each) => each / total),
    center: WORK_KINDS.map(() => 1),
    ridge: RIDGE / Math.sqrt(measured.length),
  });
  let loss = ((slowdown - TYPICAL_SLOWDOWN) ** 2 * RIDGE) / measured.length;
  for (const [index, row] of rows.entries()) {
    const predicted = row.reduce((sum, each, kind) => sum + each * scale * scales[kind]!, 0);
    loss += (weights[index]! / total) * (predicted - 1) ** 2;
  }
  return { scales: scales.map((each) => each * scale), loss };
}

/** The slowdown of a training beside others on that many cores, relative to one that is alone. */
function slowedBy(atOnce: number, cores: number, slowdown: number): number {
  const shared = cores > 1 ? Math.min(1, (Math.min(atOnce, cores) - 1) / (cores - 1)) : 0;
  return (1 + slowdown * Math.max(0, shared)) * Math.max(1, atOnce / cores);
}

function model(
  scales: readonly number[],
  slowdown: number,
  measured: readonly MeasuredEpoch[],
  restMs: number,
): CostModel {
  const cores = measured[0]?.cores ?? 2;
  const fitted = (work: EpochWork): number =>
    WORK_KINDS.reduce((sum, kind, index) => sum + scales[index]! * TYPICAL_MS[kind] * work.amounts[kind], 0);
  const known = measured.map((each) => {
    const expectedMs = fitted(each.work) * slowedBy(each.atOnce, each.cores, slowdown);
    return { ...each, residual: Math.log(each.epochMs / expectedMs) };
  });
  /**
   * How far the neighbours lie beyond the fit, as a logarithm, leaving one of them out; and how near they
   * are.
   */
  const beyond = (work: EpochWork, without?: MeasuredEpoch) => {
    let [sum, near, nearest] = [0, 0, 0];
    for (const each of known) {
      if (each.work === without?.work) continue;
      const alike = likeness(work, each.work) * each.weight;
      sum += alike * each.residual;
      near += alike;
      nearest = Math.max(nearest, alike);
    }
    return { log: sum / (near + FIT_WEIGHT), near, nearest };
  };
  let squares = 0;
  let counted = 0;
  for (const each of known) {
    const miss = each.residual - beyond(each.work, each).log;
    squares += each.weight * miss ** 2;
    counted += each.weight;
  }
  const spread = Math.sqrt((squares + FEW * UNSURE ** 2) / (counted + FEW));
  return {
    restMs,
    epochMs: (work, atOnce) => fitted(work) * slowedBy(atOnce, cores, slowdown) * Math.exp(beyond(work).log),
    nearness: (work) => Math.min(1, beyond(work).near),
    errorPercent: (work) => {
      if (known.length === 0) return undefined;
      const far = 1 - Math.min(1, beyond(work).near);
      const percent = 100 * (Math.exp(spread) - 1) + 20 * far;
      return Math.min(MOST_ERROR_PERCENT, Math.max(LEAST_ERROR_PERCENT, percent));
    },
  };
}

/** 1 for the same work, towards 0 for unrelated work. */
function likeness(a: EpochWork, b: EpochWork): number {
  let distance = a.kind === b.kind ? 0 : 1;
  // Datasets of different sizes are the same work per image; only the composition of a step matters.
  const perStep = (work: EpochWork, kind: WorkKind): number => work.amounts[kind] / work.amounts.steps;
  for (const kind of ['trainedFlops', 'movedFloats', 'updatedWeights', 'layerSteps'] as const) {
    distance += (Math.log((perStep(a, kind) + 1) / (perStep(b, kind) + 1)) / ALIKE) ** 2;
  }
  if (a.amounts.augmentedImages > 0 !== b.amounts.augmentedImages > 0) distance += 1;
  return Math.exp(-distance / 2);
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
