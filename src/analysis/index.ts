/** The room of statistics: pure functions of counts and predictions, without a database. */
export { accuracyInterval, type Interval } from './accuracyInterval.ts';
export { bothNoises, type NoisyDifference } from './bothNoises.ts';
export {
  type Calibration,
  type CalibrationBin,
  calibration,
  type Tendency,
  tendency,
} from './calibration.ts';
export {
  type ClassScore,
  type ConfusionMatrix,
  classScores,
  confusionMatrix,
  MOST_CONFUSION_CLASSES,
  takenFor,
  weakestClasses,
} from './confusion.ts';
export { differenceInterval } from './differenceInterval.ts';
export { type Distribution, distribution, middleHalf } from './distribution.ts';
export { type ExpectedBest, expectedBestAt, expectedBestOf } from './expectedBest.ts';
export { type ExpectedGain, expectedGain } from './expectedGain.ts';
export { gainWords } from './gainWords.ts';
export { holm } from './holm.ts';
export { FEWEST_ROWS, type Importance, type Importances, importances } from './importance/importance.ts';
export type { Feature } from './importance/table.ts';
export { mcnemar } from './mcnemar.ts';
export { type ConfusionCell, mistakes } from './mistakes.ts';
export { optimism } from './optimism.ts';
export { imagesOf, type PairedTable, pairedTable } from './paired.ts';
export { type BootstrappedDifferences, pairedBootstrap } from './pairedBootstrap.ts';
export { type PairedDifference, pairedDifference } from './pairedDifference.ts';
export { paretoFront } from './paretoFront.ts';
export { pairedPermutation } from './permutation.ts';
export { probability, pWords } from './probability.ts';
export { type Departure, FIRST_LOOK, type RaceState, race, type Scores } from './race.ts';
export { compareSeeds, type SeedComparison } from './seedComparison.ts';
export { smooth } from './smooth.ts';
export { gainOf, type SweepGain, sweepGain } from './sweepGain.ts';
export { judge, SIGNIFICANCE_LEVEL, type Verdict } from './verdict.ts';
export { verdictWords } from './verdictWords.ts';
