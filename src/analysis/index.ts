/** The room of statistics: pure functions of counts and predictions, without a database. */
export { accuracyInterval, type Interval } from './accuracyInterval.ts';
export { type ClassScore, type ConfusionMatrix, classScores, confusionMatrix } from './confusion.ts';
export { differenceInterval } from './differenceInterval.ts';
export { type Distribution, distribution } from './distribution.ts';
export { mcnemar } from './mcnemar.ts';
export { imagesOf, type PairedTable, pairedTable } from './paired.ts';
export { type Summary, summarize } from './summary.ts';
