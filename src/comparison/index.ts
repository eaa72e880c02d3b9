/** The room of comparisons: which configuration is better, by how much, at what cost, and how sure that is. */
export { type Beside, BesideBest, besideBest } from './besideBest.ts';
export { type BesideMark, besideLegend, besideMark, evidenceOf, meansOf } from './besideWords.ts';
export { type Compared, type ComparedPair, comparePairs, nameOf } from './bestPairs.ts';
export { type BestPair, type Comparison, compareBestPair, compareWithFirst } from './compareTrained.ts';
export { effortWords } from './effortWords.ts';
export { type ExpectedOfBest, expectedOfBest, expectedOfBestWords } from './expectedOfBest.ts';
export { type TestedSummary, type TuningEffort, testedSummary, tuningEfforts } from './summary.ts';
export { readTrained, type Trained } from './trained.ts';
export { bestPairs, type Pair } from './weigh.ts';
export { type ComparisonWords, comparisonWords } from './words.ts';
