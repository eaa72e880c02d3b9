import { nonNegativeLeastSquares } from '../../../leastSquares.ts';
import { type EpochWork, WORK_KINDS, type WorkKind } from './epochWork.ts';

/** An epoch that was measured. */
export interface MeasuredEpoch {
  readonly work: EpochWork;
  readonly epochMs: number;
  /** How many trainings ran at once, this one included, on average. */
  readonly atOnce: number;
  /** Cores of the machine. */
  readonly cores: number;
  /** What a trial took beside its epochs: making its graphs, its score on the test images; absent where not measured. */
  readonly restMs?: number;
  /** How much it counts, up to 1. */
  readonly weight: number;
}

/** How long trainings take on one machine with one engine. */
export interface CostModel {
  /** Estimated time of an epoch in ms while so many trainings run at once. */
  epochMs(work: EpochWork, atOnce: number): number;
  /** What a trial takes beside its epochs, in ms. */
  readonly restMs: number;
  /** How far such an estimate is off, in percent; undefined where nothing was measured: it is right in proportion at best. */
  errorPercent(work: EpochWork): number | undefined;
  /** Whether something like it was measured, from 0 to 1. */
  nearness(work: EpochWork): number;
}

/** Milliseconds of each amount on one core of a Xeon with AVX-512; measured epochs of a machine correct them. */
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
/** By how much a training is slowed down where every core has one. */
const TYPICAL_SLOWDOWN = 0.15;
const TYPICAL_REST_MS = 250;

/** What few measurements leave open stays near what is typical. */
const RIDGE = 0.02;
/** Two epochs are alike whose amounts differ by less than this factor's logarithm. */
const ALIKE = 0.35;
/** What counts against all measured neighbours together: that the fit is right as it is. */
const FIT_WEIGHT = 0.3;
/** What is expected of the residuals before any are known, and how many measured ones that counts. */
const UNSURE = 0.25;
const FEW = 2;
const LEAST_ERROR_PERCENT = 8;
const MOST_ERROR_PERCENT = 100;
const SLOWDOWNS = Array.from({ length: 21 }, (_, index) => index * 0.05);

/** Fits what is typical to what was measured: least squares of relative errors, and what the neighbours of an epoch say. */
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
    // Unknowns near 1 whatever the machine's speed.
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

/** A training beside others on so many cores, against one that is alone. */
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
  /** What the neighbours have beyond the fit, but for one of them, as a logarithm; and how near they are. */
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

/** 1 for the same work, towards 0 for what has little to do with it. */
function likeness(a: EpochWork, b: EpochWork): number {
  let distance = a.kind === b.kind ? 0 : 1;
  // Two data sets of another size are the same work per image; what matters is what a step is made of.
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
