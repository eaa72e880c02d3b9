import type { ChartKind } from './chart.ts';
import { CONTOUR } from './contour/contour.ts';
import { EXPECTED_BEST } from './expectedBest.ts';
import { ISOLATION } from './isolation.ts';
import { LEARNING_CURVES } from './learningCurves.ts';
import { OPTIMIZATION_HISTORY } from './optimizationHistory.ts';
import { PAIRED_EFFECT } from './pairedEffect.ts';
import { PARALLEL_COORDINATES } from './parallel/parallelCoordinates.ts';
import { PARAMETER_IMPORTANCE } from './parameterImportance.ts';
import { PARETO_FRONT } from './paretoFront.ts';
import { RANK } from './rank.ts';
import { SCATTER } from './scatter.ts';
import { SLICE } from './slice.ts';
import { TIMELINE } from './timeline.ts';

/** The charts of a sweep, in the order of its page. */
export const CHARTS: readonly ChartKind[] = [
  LEARNING_CURVES,
  PARALLEL_COORDINATES,
  PARAMETER_IMPORTANCE,
  ISOLATION,
  PAIRED_EFFECT,
  SLICE,
  CONTOUR,
  RANK,
  SCATTER,
  OPTIMIZATION_HISTORY,
  EXPECTED_BEST,
  PARETO_FRONT,
  TIMELINE,
];

export function findChart(name: string): ChartKind | undefined {
  return CHARTS.find((chart) => chart.name === name);
}
